import type { Node } from "../graph/node.ts";
import { type Arguments, type Column, settle, unit } from "./column.ts";
import { pairRules } from "./pair-rules.ts";
import { unaryColumn } from "./unary-rules.ts";

/** Columns that are known already, for points in the same order. */
export type Columns = ReadonlyMap<Node, Column>;

/**
 * Evaluates nodes at many points at once, with a running bound of the rounding error beside each value (running
 * error analysis, Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3): one column a node,
 * one place in it a point. `known` columns are used as they are; the result holds the new ones too.
 */
export function evaluate(
  roots: readonly Node[],
  points: readonly ArrayLike<number>[],
  known?: Columns,
): Map<Node, Column> {
  const columns = new Map<Node, Column>();
  const nodes = missing(roots, known);
  // One allocation for all: small typed arrays of their own cost more than what is computed in them.
  const store = new Float64Array(2 * points.length * nodes.length);
  for (const [n, node] of nodes.entries()) {
    const out = columnIn(store, 2 * n, points.length);
    columns.set(
      node,
      columnOf(node, points, out, (arg) => columns.get(arg) ?? known?.get(arg)),
    );
  }
  for (const root of roots) {
    const column = columns.get(root) ?? known?.get(root);
    if (column !== undefined) columns.set(root, column);
  }
  return columns;
}

/** The column of a root that has been evaluated. */
export function columnFor(columns: Columns, node: Node): Column {
  const column = columns.get(node);
  if (column === undefined) throw new Error(`node ${node.id} has not been evaluated`);
  return column;
}

/** The nodes that the roots need and that have no column yet, arguments first. */
function missing(roots: readonly Node[], known: Columns | undefined): Node[] {
  const seen = new Set<Node>();
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || known?.has(node)) continue;
    seen.add(node);
    for (const arg of node.args) open.push(arg);
  }
  return [...seen].sort((one, other) => one.id - other.id);
}

function columnIn(store: Float64Array, place: number, count: number): Column {
  const start = place * count;
  return { values: store.subarray(start, start + count), bounds: store.subarray(start + count, start + 2 * count) };
}

function columnOf(
  node: Node,
  points: readonly ArrayLike<number>[],
  out: Column,
  columnAt: (node: Node) => Column | undefined,
): Column {
  const count = points.length;
  const [first, second, third] = node.args;
  if (first === undefined) return leaf(node, points, out);
  const x = columnAt(first);
  const y = second === undefined ? x : columnAt(second);
  const z = third === undefined ? x : columnAt(third);
  if (x === undefined || y === undefined || z === undefined) throw new Error("arguments are evaluated first");
  if (node.op === "named") return x;
  const args: Arguments = { x, y, z, node, out };
  const rule = pairRules[node.op];
  if (rule !== undefined) rule(args, count);
  else unaryColumn(args, count);
  const { values, bounds } = out;
  for (let n = 0; n < count; n += 1) {
    // A value that is no finite number differs from itself, or from itself minus itself.
    const value = values[n] ?? 0;
    if (value - value !== 0 || !((bounds[n] ?? 0) < Number.POSITIVE_INFINITY)) settle(args, n);
  }
  return out;
}

function leaf(node: Node, points: readonly ArrayLike<number>[], out: Column): Column {
  const { values, bounds } = out;
  if (node.op === "input")
    points.forEach((point, n) => {
      values[n] = point[node.place] ?? Number.NaN;
    });
  else if (node.op === "undefined") values.fill(Number.NaN);
  else {
    values.fill(node.value);
    bounds.fill(constantBound(node));
  }
  return out;
}

/** A decimal such as 0.1 is no double: it is off by half a unit. Whole numbers and short binary fractions are exact. */
function constantBound(node: Node): number {
  if (node.op !== "constant") return 0;
  const exact = node.text.length <= 15 && Number.isSafeInteger(node.value * 1024);
  return exact ? 0 : unit * Math.abs(node.value);
}
