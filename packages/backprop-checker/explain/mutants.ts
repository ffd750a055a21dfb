import type { GradientDiagnosis } from "@gradmark/contract";
import { parseAnswer } from "../grammar/parse-answer.ts";
import { printPlain } from "../grammar/print-plain.ts";
import { readably } from "../grammar/unreadable.ts";
import { type Differentiation, differentiate } from "../graph/differentiate.ts";
import type { Graph } from "../graph/graph.ts";
import { type Node, reachable } from "../graph/node.ts";
import { treeOf, writtenSize } from "../graph/to-tree.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, Place, ReadySlot } from "../problem/compiled-problem.ts";
import { kindsOf } from "./node-kinds.ts";

/** A wrong derivative that is made by one known mistake. */
export type Mutant = { code: GradientDiagnosis["code"]; message: string; nodes: readonly Node[] };

const mostBends = 48;

/**
 * Wrong derivatives, built from the problem's own graph by one mistake each, the most telling first. An answer that
 * equals one of them has made its mistake.
 */
export function* tellingMutants(problem: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  const derived = deriver(slot, graph);
  yield {
    code: "swapped-indicators",
    message: "The condition is the wrong way round: the derivative goes to the argument that was chosen.",
    nodes: derived({ swapped: true }),
  };
  yield* otherCases(problem, slot, graph);
  yield* forwardValues(problem, slot, graph);
  yield* droppedLines(problem, slot, derived);
  yield* singleTerms(problem, slot, graph);
}

/** Mistakes that explain an answer only if none of the more telling ones does. */
export function* furtherMutants(problem: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  const derived = deriver(slot, graph);
  const outputs = problem.model.upstream.map(({ of }) => of);
  yield* otherVariables(problem, slot, graph, derived, (name) => !outputs.includes(name));
  yield* transposed(slot, graph);
  yield {
    code: "forward-value",
    message: "In place of the slope of a function its value was taken.",
    nodes: derived({ valueForSlope: true }),
  };
  yield* bends(slot, derived);
  yield* otherVariables(problem, slot, graph, derived, (name) => outputs.includes(name));
}

type Derived = (how: Differentiation, places?: readonly Place[]) => Node[];

function deriver(slot: ReadySlot, graph: Graph): Derived {
  return (how, places = slot.places) =>
    places.map(({ root, seed, fixed }) => {
      const all = how.fixed === undefined ? fixed : new Set([...fixed, ...how.fixed]);
      return differentiate(graph, root, seed, { ...how, fixed: all }) ?? graph.integer(0);
    });
}

/** What is right for another case, by the author's own reference for it. */
function* otherCases(problem: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  for (const other of problem.slots) {
    const { reference, where, target } = other.source;
    if (other === slot || reference === undefined || target !== slot.source.target) continue;
    const read = parseAnswer(reference, slot.names);
    if (!read.ok) continue;
    const nodes = readably(() => answerNodes(slot, read.value.tree, problem.model, graph));
    if (!nodes.ok) continue;
    yield { code: "other-case", message: `That is the answer for ${where ?? other.source.id}.`, nodes: nodes.value };
  }
}

/** The value itself in place of its derivative, with and without the upstream gradient. */
function* forwardValues({ model }: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  const message = "That is the value itself, not its derivative.";
  const outputs = model.upstream.length > 0 && slot.target.of.name === "E" ? model.upstream : [];
  if (outputs.length === 0) {
    yield { code: "forward-value", message, nodes: slot.places.map(({ root }) => root) };
  }
  for (const { name, of } of outputs) {
    const value = model.scope.values.get(of);
    const gradient = model.scope.values.get(name);
    if (value === undefined || gradient === undefined) continue;
    const at = (n: number) => (value.nodes.length === 1 ? 0 : n);
    const nodes = slot.places.map((_, n) => value.nodes[at(n)]);
    if (nodes.includes(undefined)) continue;
    const found = nodes.filter((node) => node !== undefined);
    yield { code: "forward-value", message, nodes: found };
    const scaled = found.map((node, n) => graph.apply("multiply", gradient.nodes[at(n)] ?? node, node));
    yield { code: "forward-value", message, nodes: scaled };
  }
}

/** A forward line taken for a constant: the path of the graph through it is missing. Or only that path was followed. */
function* droppedLines({ model }: CompiledProblem, slot: ReadySlot, derived: Derived): Generator<Mutant> {
  const lines = model.lines.filter(({ name }) => name !== slot.target.of.name && name !== slot.target.by.name);
  for (const { name } of lines) {
    const nodes = new Set(model.scope.values.get(name)?.nodes ?? []);
    const message = `The path through ${name} is missing: ${name} depends on ${slot.target.by.name}, too.`;
    yield { code: "dropped-path", message, nodes: derived({ fixed: nodes }) };
  }
  for (const { name } of lines) {
    const others = new Set(
      lines.filter((line) => line.name !== name).flatMap((line) => model.scope.values.get(line.name)?.nodes ?? []),
    );
    const message = `Only the path through ${name} is there; the others are missing.`;
    yield { code: "dropped-path", message, nodes: derived({ fixed: others }) };
  }
}

/** Of a sum over all outputs only the term of the same index. */
function* singleTerms({ model }: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  if (slot.target.of.name !== "E") return;
  for (const { name, of } of model.upstream) {
    const value = model.scope.values.get(of);
    const gradient = model.scope.values.get(name);
    if (value === undefined || gradient === undefined || value.nodes.length < 2) continue;
    const by = model.scope.values.get(slot.target.by.name)?.nodes ?? [];
    if (by.length !== value.nodes.length) continue;
    const nodes = slot.places.map(({ seed, fixed }) => {
      const at = by.indexOf(seed);
      const [output, factor] = [value.nodes[at], gradient.nodes[at]];
      if (output === undefined || factor === undefined) return graph.integer(0);
      return graph.apply("multiply", factor, differentiate(graph, output, seed, { fixed }) ?? graph.integer(0));
    });
    const message = `Only the entry of ${of} with the same index is there: every entry of ${of} depends on ${slot.target.by.name}, so sum over all.`;
    yield { code: "no-sum", message, nodes };
  }
}

/** The derivative with respect to something else. */
function* otherVariables(
  { model }: CompiledProblem,
  slot: ReadySlot,
  graph: Graph,
  derived: Derived,
  wanted: (name: string) => boolean,
): Generator<Mutant> {
  const by = model.scope.values.get(slot.target.by.name);
  if (by === undefined) return;
  for (const [name, value] of model.scope.values) {
    const upstream = model.upstream.some((item) => item.name === name);
    if (name === slot.target.by.name || name === slot.target.of.name || upstream || !wanted(name)) continue;
    if (value.nodes.length !== by.nodes.length) continue;
    const places = slot.places.map((place) => ({
      ...place,
      seed: value.nodes[by.nodes.indexOf(place.seed)] ?? place.seed,
    }));
    const nodes = derived({}, places);
    if (nodes.every((node) => node === graph.integer(0))) continue;
    yield { code: "wrong-variable", message: `That is the derivative with respect to ${name}.`, nodes };
  }
}

/** The Jacobian, or the matrix asked for, with rows and columns exchanged. */
function* transposed(slot: ReadySlot, graph: Graph): Generator<Mutant> {
  const [rows, columns] = slot.shape;
  if (rows !== undefined && columns !== undefined && rows === columns) {
    const nodes = slot.truths.map((_, n) => slot.truths[(n % rows) * rows + Math.floor(n / rows)] ?? graph.integer(0));
    yield { code: "transposed", message: "Rows and columns are exchanged.", nodes };
  }
}

/** One rule of differentiation bent at one kind of operation: a term left out, or its sign turned. */
function* bends(slot: ReadySlot, derived: Derived): Generator<Mutant> {
  const roots = slot.places.map(({ root }) => root);
  const seeds = new Set(slot.places.map(({ seed }) => seed));
  const kinds = kindsOf(roots);
  const pairs = new Map<number, Node>();
  for (const node of reachable(roots)) {
    const kind = kinds.get(node);
    if (node.args.length === 2 && kind !== undefined && !pairs.has(kind) && !seeds.has(node)) pairs.set(kind, node);
  }
  for (const [kind, example] of [...pairs].slice(-mostBends)) {
    for (const argument of [0, 1] as const) {
      for (const factor of [0, -1] as const) {
        const how: Differentiation = { bent: (node) => (kinds.get(node) === kind ? { argument, factor } : null) };
        const part = example.args[argument];
        const name = part === undefined || writtenSize(part, 12) >= 12 ? "one term" : printPlain(treeOf(part));
        const code = factor === 0 ? "dropped-path" : "sign";
        const message =
          factor === 0
            ? `The term that comes from ${name} is missing.`
            : `The term that comes from ${name} has the wrong sign.`;
        yield { code, message, nodes: derived(how) };
      }
    }
  }
}
