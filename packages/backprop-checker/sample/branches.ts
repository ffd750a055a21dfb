import { type Columns, columnFor, evaluate } from "../evaluate/evaluate.ts";
import { type Node, orderOps, reachable, signOps } from "../graph/node.ts";
import type { Point } from "./draw-point.ts";

/** Two numbers whose order decides which branch of a min, max, abs, relu, sign or comparison is taken. */
export type Branch = { key: string; left: Node; right: Node | null };

/** The places where a computation branches on its inputs, each once. */
export function branchesOf(roots: readonly Node[]): Branch[] {
  const found = new Map<string, Branch>();
  for (const { op, args } of reachable(roots, ({ branching }) => branching)) {
    const [left, right] = args;
    if (left === undefined || !(orderOps.has(op) || signOps.has(op))) continue;
    const pair = orderOps.has(op) ? right : undefined;
    const key = pair === undefined ? `${left.id}` : [left.id, pair.id].sort((a, b) => a - b).join(" ");
    if (!found.has(key)) found.set(key, { key, left, right: pair ?? null });
  }
  return [...found.values()];
}

/**
 * On which side of each branch every point lies: a text a point, one character a branch, `-` or `+` for the sign of
 * left − right, `0` at a tie or where it is undefined.
 */
export function sidesAt(branches: readonly Branch[], points: readonly Point[], known?: Columns): string[] {
  if (branches.length === 0) return new Array<string>(points.length).fill("");
  const roots = branches.flatMap(({ left, right }) => (right === null ? [left] : [left, right]));
  const columns = evaluate(roots, points, known);
  const sides = new Array<string>(points.length).fill("");
  for (const { left, right } of branches) {
    const one = columnFor(columns, left);
    const other = right === null ? null : columnFor(columns, right);
    for (let n = 0; n < points.length; n += 1) {
      const difference = (one.values[n] ?? 0) - (other?.values[n] ?? 0);
      const bound = (one.bounds[n] ?? 0) + (other?.bounds[n] ?? 0);
      sides[n] += difference > bound ? "+" : difference < -bound ? "-" : "0";
    }
  }
  return sides;
}
