import type { GradientProblem, InputProblemCode } from "@gradmark/contract";
import type { Names } from "../grammar/names.ts";
import { parsePlain } from "../grammar/parse-answer.ts";
import { type Expression, partsOf } from "../grammar/tree.ts";
import { readably } from "../grammar/unreadable.ts";
import { elaborate, elaborateScalar } from "../graph/elaborate.ts";
import { Graph, GraphFull } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { Scope } from "../graph/scope.ts";
import { labelOf, type Shaped } from "../graph/shaped.ts";
import type { ForwardLine, InputSymbol, Model } from "./compiled-problem.ts";
import { problemNames, type Ranked, upstreamName } from "./problem-names.ts";
import { indexTuples } from "./tuples.ts";

/** How many operations a problem may hold: its forward lines, written out, and its derivatives. */
const largestGraph = 400_000;
const largestEffort = 4_000_000;

/** Something in the problem file does not hold; caught where the file's problems are collected. */
export class ProblemFault extends Error {
  readonly code: InputProblemCode;
  readonly path: string;

  constructor(code: InputProblemCode, path: string, message: string) {
    super(message);
    this.name = "ProblemFault";
    this.code = code;
    this.path = path;
  }
}

/** Reads the forward lines and builds their graph over the free symbols and upstream gradients. */
export function buildModel(source: GradientProblem): Model {
  const graph = new Graph(largestGraph);
  const ranges = readRanges(source);
  const symbols = readSymbols(source);
  const heads = source.forward.map((text, n) => readHead(text, n));
  checkNames(source, heads);
  const values = new Map<string, Shaped>(symbols.map((symbol) => [symbol.name, inputValue(graph, symbol)]));
  const ranked = (): Ranked[] => [...values].map(([name, value]) => ({ name, rank: value.shape.length }));
  const scope: Scope = {
    graph,
    values,
    sizes: new Map(Object.entries(source.sizes)),
    ranges,
    functions: readFunctions(source),
    indices: new Map(),
    inSum: false,
    realEquality: false,
    equalities: null,
    budget: { steps: largestEffort },
  };
  const lines: ForwardLine[] = [];
  for (const [n, head] of heads.entries()) {
    const path = `forward.${n}`;
    const names = problemNames(source, ranked(), [], false);
    const tree = weighted(source, head.name, parseHere(head.body, names, path), path);
    const line = { name: head.name, indices: head.indices, tree };
    values.set(
      head.name,
      guarded(path, () => computeLine(line, scope)),
    );
    lines.push(line);
  }
  const upstream = readUpstream(source, values);
  const inputs = [...symbols, ...upstreamInputs(upstream, values, symbols)];
  const forwardRanked = ranked();
  const upstreamRanked = upstream.map(({ name, of }) => ({ name, rank: values.get(of)?.shape.length ?? 0 }));
  for (const symbol of inputs) if (symbol.upstream) values.set(symbol.name, inputValue(graph, symbol));
  const forwardNames = problemNames(source, forwardRanked, upstreamRanked, false);
  return {
    source,
    graph,
    scope,
    names: problemNames(source, forwardRanked, upstreamRanked, true),
    forwardNames,
    inputs,
    lines,
    upstream,
    constraints: readConstraints(source, forwardNames, scope),
  };
}

/** Reads an expression of the file; what is wrong with it is the author's to mend. */
export function parseHere(text: string, names: Names, path: string): Expression {
  const read = parsePlain(text, names);
  if (read.ok) return read.value;
  const [diagnosis] = read.diagnoses;
  throw new ProblemFault("bad-expression", path, `${diagnosis?.message ?? "cannot be read"} In "${text}".`);
}

/** Runs a step of the compilation; an unreadable place or a graph without end is the author's to mend. */
export function guarded<T>(path: string, step: () => T): T {
  try {
    const result = readably(step);
    if (result.ok) return result.value;
    throw new ProblemFault("bad-expression", path, result.diagnoses[0]?.message ?? "cannot be read");
  } catch (error) {
    if (error instanceof GraphFull)
      throw new ProblemFault("bad-expression", path, `The problem is too large: ${error.message}.`);
    throw error;
  }
}

function readHead(text: string, n: number): { name: string; indices: string[]; body: string } {
  const match = /^\s*([A-Za-z]\w*)\s*(?:\[([^\]]*)\])?\s*=(?!=)([\s\S]*)$/.exec(text);
  if (match === null) {
    throw new ProblemFault("bad-expression", `forward.${n}`, `"${text}" is not of the form name = expression.`);
  }
  const [, name = "", indices, body = ""] = match;
  return { name, indices: indices === undefined ? [] : indices.split(",").map((index) => index.trim()), body };
}

function checkNames(source: GradientProblem, heads: { name: string }[]): void {
  const seen = new Set<string>();
  const groups: [string, string[]][] = [
    ["symbols", Object.keys(source.symbols)],
    ["sizes", Object.keys(source.sizes)],
    ["indices", Object.keys(source.indices)],
    ["functions", Object.keys(source.functions)],
    ["forward", heads.map((head) => head.name)],
    ["aliases", Object.keys(source.aliases)],
  ];
  for (const [path, names] of groups) {
    for (const name of names) {
      if (seen.has(name)) throw new ProblemFault("duplicate-name", path, `${name} is named twice.`);
      seen.add(name);
    }
  }
  for (const name of [...Object.values(source.aliases), ...source.hidden, ...Object.keys(source.tex)]) {
    if (!seen.has(name)) throw new ProblemFault("unknown-name", "aliases, hidden or tex", `${name} is not defined.`);
  }
}

function readRanges(source: GradientProblem): Map<string, readonly [number, number]> {
  const size = (name: string | number, path: string) => {
    const value = typeof name === "number" ? name : source.sizes[name];
    if (value === undefined) throw new ProblemFault("unknown-name", path, `${name} is not one of sizes.`);
    return value;
  };
  return new Map(
    Object.entries(source.indices).map(([name, range]): [string, readonly [number, number]] => {
      const path = `indices.${name}`;
      return [name, Array.isArray(range) ? [size(range[0], path), size(range[1], path)] : [1, size(range, path)]];
    }),
  );
}

function readSymbols(source: GradientProblem): InputSymbol[] {
  let offset = 0;
  return Object.entries(source.symbols).map(([name, symbol]) => {
    const shape = (symbol.shape ?? []).map((size) => {
      const value = typeof size === "number" ? size : source.sizes[size];
      if (value === undefined)
        throw new ProblemFault("unknown-name", `symbols.${name}.shape`, `${size} is not one of sizes.`);
      return value;
    });
    const count = shape.reduce((product, size) => product * size, 1);
    const start = offset;
    offset += count;
    return { name, shape, offset: start, count, domain: symbol.domain, upstream: false };
  });
}

function readFunctions(source: GradientProblem): Map<string, Expression> {
  const names = problemNames({ ...source, aliases: {}, tex: {} }, [{ name: "z", rank: 0 }], [], false);
  return new Map(
    Object.entries(source.functions).map(([name, text]) => [name, parseHere(text, names, `functions.${name}`)]),
  );
}

function inputValue(graph: Graph, symbol: InputSymbol): Shaped {
  const { domain } = symbol;
  const discrete = Boolean(domain?.integers ?? domain?.choice) || domain?.["one-hot"] === true;
  const nodes = Array.from({ length: symbol.count }, (_, n) =>
    graph.input(labelOf(symbol.name, symbol.shape, n), symbol.offset + n, discrete),
  );
  return { shape: symbol.shape, nodes };
}

/** One line of the forward computation; each of its entries is a named place. */
function computeLine(line: ForwardLine, scope: Scope): Shaped {
  const { graph, ranges } = scope;
  if (line.indices.length === 0) {
    const value = elaborate(line.tree, scope);
    const nodes = value.nodes.map((node, n) => graph.named(labelOf(line.name, value.shape, n), node));
    return { shape: value.shape, nodes };
  }
  const shape = line.indices.map((index) => {
    const range = ranges.get(index);
    if (range === undefined || range[0] !== 1) {
      throw new ProblemFault("unknown-name", line.name, `${index} is not an index that runs from 1.`);
    }
    return range[1];
  });
  const nodes = indexTuples(line.indices, ranges).map((indices, n) =>
    graph.named(labelOf(line.name, shape, n), elaborateScalar(line.tree, { ...scope, indices })),
  );
  return { shape, nodes };
}

/** The weighted variant: each term of the sum on the line gets the symbol named for it as a factor. */
function weighted(source: GradientProblem, name: string, tree: Expression, path: string): Expression {
  const weights = source.weights[name];
  if (weights === undefined) return tree;
  const terms = termsOf(tree);
  if (terms.length !== weights.length) {
    throw new ProblemFault(
      "schema",
      `weights.${name}`,
      `${weights.length} weights for ${terms.length} terms of ${path}.`,
    );
  }
  const span = { start: tree.start, end: tree.end };
  return terms
    .map((term, n): Expression => {
      const weight: Expression = { kind: "name", name: weights[n] ?? "", ...span };
      return { kind: "operation", op: "*", left: weight, right: term, ...span };
    })
    .reduce((left, right) => ({ kind: "operation", op: "+", left, right, ...span }));
}

function termsOf(tree: Expression): Expression[] {
  if (tree.kind !== "operation") return [tree];
  if (tree.op === "+") return [...termsOf(tree.left), ...termsOf(tree.right)];
  if (tree.op !== "-") return [tree];
  const negated = termsOf(tree.right).map((of): Expression => ({ kind: "negation", of, start: of.start, end: of.end }));
  return [...termsOf(tree.left), ...negated];
}

function readUpstream(source: GradientProblem, values: ReadonlyMap<string, Shaped>): { name: string; of: string }[] {
  return Object.entries(source.upstream).map(([key, output]) => {
    const of = source.aliases[output.trim()] ?? output.trim();
    if (!values.has(of)) throw new ProblemFault("unknown-name", `upstream.${key}`, `${output} is not a forward name.`);
    return { name: upstreamName(key).name, of };
  });
}

function upstreamInputs(
  upstream: readonly { name: string; of: string }[],
  values: ReadonlyMap<string, Shaped>,
  symbols: readonly InputSymbol[],
): InputSymbol[] {
  let offset = symbols.reduce((sum, symbol) => sum + symbol.count, 0);
  return upstream.map(({ name, of }) => {
    const shape = values.get(of)?.shape ?? [];
    const count = shape.reduce((product, size) => product * size, 1);
    const start = offset;
    offset += count;
    return { name, shape, offset: start, count, domain: undefined, upstream: true };
  });
}

function readConstraints(source: GradientProblem, names: Names, scope: Scope): Node[] {
  return source.constraints.flatMap((text, n) => {
    const path = `constraints.${n}`;
    const tree = parseHere(text, names, path);
    const free = [...indexNames(tree, scope)];
    return guarded(path, () =>
      indexTuples(free, scope.ranges).map((indices) =>
        elaborateScalar(tree, { ...scope, indices, realEquality: true }),
      ),
    );
  });
}

/** The declared indices that stand in a tree and that no sum in it binds. */
export function indexNames(tree: Expression, scope: Scope): Set<string> {
  const found = new Set<string>();
  if (tree.kind === "name" && scope.ranges.has(tree.name) && !scope.values.has(tree.name)) found.add(tree.name);
  for (const part of partsOf(tree)) for (const name of indexNames(part, scope)) found.add(name);
  if (tree.kind === "sum") found.delete(tree.over.name);
  return found;
}
