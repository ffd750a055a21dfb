import { type Node, type Op, ops, reachable } from "../graph/node.ts";

/**
 * A computation as a flat list of steps, ready to be run many times. Step `n` writes place `n`; `a`, `b`, `c` are
 * the places it reads. Constants stand in `values` and `bounds` from the start.
 */
export type Tape = {
  length: number;
  code: Uint8Array;
  a: Int32Array;
  b: Int32Array;
  c: Int32Array;
  discrete: Uint8Array;
  /** 1: `a` is a bracket or a product with one, 2: `b` is, 3: both. */
  gates: Uint8Array;
  /** Steps from here on change from point to point. */
  first: number;
  roots: Int32Array;
  values: Float64Array;
  bounds: Float64Array;
};

export const codes: Readonly<Record<Op, number>> = Object.fromEntries(ops.map((op, n) => [op, n])) as Record<
  Op,
  number
>;

/** Rounding to nearest in double precision: one operation is off by at most this share of its result. */
export const unit = 2 ** -53;

/** Compiles the nodes that the roots need. */
export function compileTape(roots: readonly Node[]): Tape {
  const nodes = reachable(roots).filter((node) => node.op !== "named");
  const constant = (node: Node) => ["constant", "true", "false", "undefined"].includes(node.op);
  const ordered = [...nodes.filter(constant), ...nodes.filter((node) => !constant(node))];
  const places = new Map(ordered.map((node, n) => [node, n]));
  const placeOf = (node: Node | undefined): number => {
    let inner = node;
    while (inner?.op === "named") inner = inner.args[0];
    return inner === undefined ? -1 : (places.get(inner) ?? -1);
  };
  const arg = (n: number) => Int32Array.from(ordered, (node) => placeOf(node.args[n]));
  return {
    length: ordered.length,
    code: Uint8Array.from(ordered, (node) => codes[node.op]),
    a: Int32Array.from(ordered, (node) => (node.op === "input" ? node.place : placeOf(node.args[0]))),
    b: arg(1),
    c: arg(2),
    discrete: Uint8Array.from(ordered, (node) => (node.args.every((of) => of.discrete) ? 1 : 0)),
    gates: Uint8Array.from(ordered, (node) => (node.args[0]?.gated ? 1 : 0) + (node.args[1]?.gated ? 2 : 0)),
    first: nodes.filter(constant).length,
    roots: Int32Array.from(roots, placeOf),
    values: Float64Array.from(ordered, (node) => (node.op === "undefined" ? Number.NaN : node.value)),
    bounds: Float64Array.from(ordered, constantBound),
  };
}

/** A decimal such as 0.1 is no double: it is off by half a unit. Whole numbers and short binary fractions are exact. */
function constantBound(node: Node): number {
  if (node.op !== "constant") return 0;
  const exact = node.text.length <= 15 && Number.isSafeInteger(node.value * 1024);
  return exact ? 0 : unit * Math.abs(node.value);
}
