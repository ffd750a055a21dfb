import type { GradientSlot } from "@gradmark/contract";
import type { Names } from "../grammar/names.ts";
import { parseTarget } from "../grammar/parse-answer.ts";
import type { Derivative, Differential } from "../grammar/parse-derivative.ts";
import { type Expression, isCondition, partsOf } from "../grammar/tree.ts";
import { differentiate } from "../graph/differentiate.ts";
import { elaborate, elaborateIndex, elaborateScalar, refusal, refuseEqualities } from "../graph/elaborate.ts";
import type { Graph } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { Scope } from "../graph/scope.ts";
import { describeShape, pick, type Shaped, sumOf } from "../graph/shaped.ts";
import { guarded, indexNames, ProblemFault, parseHere } from "./build-model.ts";
import type { CompiledSlot, Model, Place } from "./compiled-problem.ts";
import { indexTuples, spreadTuples } from "./tuples.ts";

/** So many choices of the free indices are checked; a general answer that is right for these is right. */
const mostTuples = 48;
const mostEntries = 1024;
/** So many parts of trees, their sums written out, are visited for one answer. */
const answerEffort = 40_000;

/** Reads a slot's target and derives its truths from the forward graph. */
export function compileSlot(model: Model, source: GradientSlot, position: number): CompiledSlot {
  const path = `slots.${position}`;
  const target = readTarget(model, source, `${path}.target`);
  const where = source.where === undefined ? null : parseHere(source.where, model.forwardNames, `${path}.where`);
  if (where !== null && !isCondition(where))
    throw new ProblemFault("bad-expression", path, "where is not a condition.");
  const derivative = { kind: "target" } as const;
  const names: Names = {
    ...model.names,
    derivatives: new Map([...model.names.derivatives, [`${target.of.name}/${target.by.name}`, derivative]]),
  };
  const by = valueNamed(model, target.by, `${path}.target`);
  return guarded(path, () => {
    if (source.value === "matrix") {
      if (by.nodes.length > mostEntries) throw new ProblemFault("schema", path, "the matrix is too large to check.");
      const root = numerator(model, target.of, model.scope);
      const places = by.nodes.map((seed) => placeOf(model, target, root, seed));
      return {
        source,
        target,
        names,
        where,
        tuples: [new Map()],
        shape: by.shape,
        places,
        truths: derive(model, places),
      };
    }
    const tuples = freeTuples(model, target, where, path);
    const places = tuples.map((indices) => {
      const scope = { ...model.scope, indices };
      return placeOf(model, target, numerator(model, target.of, scope), entryOf(by, target.by, scope, path));
    });
    return { source, target, names, where, tuples, shape: [], places, truths: derive(model, places) };
  });
}

/** Everything that a condition on indices says, as a table over the given choices of the indices. */
export function holdsFor(
  condition: Expression,
  tuples: readonly ReadonlyMap<string, number>[],
  scope: Scope,
): boolean[] {
  return tuples.map((indices) => elaborateScalar(condition, { ...scope, indices }).op === "true");
}

function readTarget(model: Model, source: GradientSlot, path: string): Derivative {
  const read = parseTarget(source.target, model.forwardNames);
  if (read.ok) return read.value;
  throw new ProblemFault("bad-expression", path, read.diagnoses[0]?.message ?? "not a derivative");
}

function valueNamed(model: Model, side: Differential, path: string): Shaped {
  const value = model.scope.values.get(side.name);
  if (value === undefined) throw new ProblemFault("unknown-name", path, `${side.name} is not a value of this problem.`);
  return value;
}

function freeTuples(model: Model, target: Derivative, where: Expression | null, path: string) {
  const { scope } = model;
  const free = new Set([...target.of.at, ...target.by.at].flatMap((at) => [...indexNames(at, scope)]));
  const all = indexTuples([...free], scope.ranges);
  const wanted = where === null ? all : all.filter((indices) => holdsFor(where, [indices], scope)[0]);
  if (wanted.length === 0) throw new ProblemFault("bad-expression", path, "no choice of the indices fulfils where.");
  return spreadTuples(wanted, mostTuples);
}

/** What is differentiated: the named value, or E as the upstream gradients make it, up to a constant. */
function numerator(model: Model, of: Differential, scope: Scope): Node {
  const { graph, values } = model.scope;
  const value = values.get(of.name);
  if (value !== undefined) return entryOf(value, of, scope, "target");
  if (model.upstream.length === 0) {
    throw new ProblemFault(
      "unknown-name",
      "upstream",
      `${of.name} is neither defined by forward nor given by upstream.`,
    );
  }
  const terms = model.upstream.flatMap(({ name, of: output }) => {
    const gradient = values.get(name);
    const result = values.get(output);
    if (gradient === undefined || result === undefined) throw new Error(`${name} has no values`);
    return gradient.nodes.map((node, n) => graph.apply("multiply", node, pick(result, n)));
  });
  return sumOf(graph, terms);
}

function entryOf(value: Shaped, side: Differential, scope: Scope, path: string): Node {
  if (side.at.length !== value.shape.length) {
    throw new ProblemFault("bad-expression", path, `${side.name} takes ${value.shape.length} indices in the target.`);
  }
  const place = side.at.reduce((at, index, n) => at * (value.shape[n] ?? 0) + elaborateIndex(index, scope) - 1, 0);
  return pick(value, place);
}

/**
 * Between two computed values the derivative is local where the one is an argument of the other's line: everything
 * else computed before stays fixed. Else, and for free symbols, it follows every path of the graph.
 */
function placeOf(model: Model, target: Derivative, root: Node, seed: Node): Place {
  const { values } = model.scope;
  const line = model.lines.find(({ name }) => name === target.of.name);
  const fixed = new Set<Node>();
  if (line !== undefined && seed.op === "named" && mentions(line.tree, target.by.name)) {
    const before = model.lines.slice(0, model.lines.indexOf(line));
    for (const { name } of before) for (const node of values.get(name)?.nodes ?? []) if (node !== seed) fixed.add(node);
  }
  return { root, seed, fixed };
}

function derive({ graph }: Model, places: readonly Place[]): Node[] {
  return places.map(({ root, seed, fixed }) => differentiate(graph, root, seed, { fixed }) ?? graph.integer(0));
}

function mentions(tree: Expression, name: string): boolean {
  return (tree.kind === "name" && tree.name === name) || partsOf(tree).some((part) => mentions(part, name));
}

/** The value of an answer for all truths of a slot, in their order. Throws `Unreadable` where it does not fit. */
export function answerNodes(slot: CompiledSlot, tree: Expression, model: Model, graph: Graph): Node[] {
  const equalities = new Map<Expression, boolean>();
  const scope: Scope = { ...model.scope, graph, equalities, sums: new Map(), budget: { steps: answerEffort } };
  const nodes =
    slot.shape.length === 0
      ? slot.tuples.map((indices) => elaborateScalar(tree, { ...scope, indices }))
      : wholeValue(slot, tree, scope);
  refuseEqualities(equalities);
  return nodes;
}

function wholeValue(slot: CompiledSlot, tree: Expression, scope: Scope): Node[] {
  const { shape, nodes } = elaborate(tree, scope);
  if (shape.length === slot.shape.length && shape.every((size, n) => size === slot.shape[n])) return [...nodes];
  const wanted = `${describeShape(slot.shape)}, like ${slot.target.by.name}`;
  throw refusal("shape-mismatch", tree, `the answer is ${describeShape(shape)}; asked for is ${wanted}.`);
}
