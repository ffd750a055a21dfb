/** Functions of one number that a graph knows; their derivatives are in `differentiate.ts`. */
export const unaryOps = [
  "exp",
  "log",
  "sqrt",
  "sin",
  "cos",
  "tan",
  "sinh",
  "cosh",
  "tanh",
  "sech",
  "sigma",
  "softplus",
  "abs",
  "sign",
  "relu",
  "heaviside",
] as const;
export type UnaryOp = (typeof unaryOps)[number];

export const ops = [
  "constant",
  "input",
  /** A forward line's value under its name: passes its argument on, and is a place where derivatives can be cut. */
  "named",
  "undefined",
  "true",
  "false",
  "add",
  "subtract",
  "multiply",
  "divide",
  "power",
  "negate",
  "min",
  "max",
  "less",
  "lessEqual",
  "equal",
  "and",
  "or",
  "not",
  "select",
  ...unaryOps,
] as const;
export type Op = (typeof ops)[number];

/**
 * One number of a computation. Its arguments have smaller ids, so ids are a topological order. `discrete`: depends
 * on integers and choices only, so that equality is meant exactly. `gated`: a bracket [a < b] or a product with
 * one; where it is 0 it is 0 whatever stands beside it (Iverson's convention, Knuth 1992).
 */
export type Node = {
  readonly id: number;
  readonly op: Op;
  readonly args: readonly Node[];
  readonly discrete: boolean;
  readonly gated: boolean;
  /** It, or something that it needs, takes one of several branches: min, max, a comparison, abs, relu, sign. */
  readonly branching: boolean;
  /** Of a constant. */
  readonly value: number;
  /** Of a constant: its decimal digits; of an input: its name; of a named value: its name. */
  readonly text: string;
  /** Of an input: its place in a point. */
  readonly place: number;
};

/** Operations that take one of two branches by the order of their two arguments, or by the sign of their one. */
export const orderOps: ReadonlySet<Op> = new Set(["min", "max", "less", "lessEqual", "equal"]);
export const signOps: ReadonlySet<Op> = new Set(["abs", "relu", "sign", "heaviside"]);

export const booleanOps: ReadonlySet<Op> = new Set(["less", "lessEqual", "equal", "and", "or", "not", "true", "false"]);

export function isBoolean(node: Node): boolean {
  return booleanOps.has(node.op);
}

/** What a node stands for once names are looked through. */
export function unnamed(node: Node): Node {
  let inner = node;
  while (inner.op === "named" && inner.args[0] !== undefined) inner = inner.args[0];
  return inner;
}

/** All nodes that the roots need, in topological order; `wanted` leaves out a node and what only it needs. */
export function reachable(roots: Iterable<Node>, wanted: (node: Node) => boolean = () => true): Node[] {
  const seen = new Set<Node>();
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || !wanted(node)) continue;
    seen.add(node);
    for (const arg of node.args) open.push(arg);
  }
  return [...seen].sort((one, other) => one.id - other.id);
}
