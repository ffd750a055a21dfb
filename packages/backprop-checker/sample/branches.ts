import { runTape } from "../evaluate/run-tape.ts";
import { compileTape, type Tape } from "../evaluate/tape.ts";
import { type Node, reachable } from "../graph/node.ts";
import type { Point } from "./draw-point.ts";

/** Two numbers whose order decides which branch of a min, max, abs, relu, sign or comparison is taken. */
export type Branch = { key: string; left: Node; right: Node | null };

/** The places where a computation branches on its inputs, each once. */
export function branchesOf(roots: readonly Node[]): Branch[] {
  const found = new Map<string, Branch>();
  for (const { op, args } of reachable(roots)) {
    const [left, right] = args;
    if (left === undefined) continue;
    const pair = ["min", "max", "less", "lessEqual", "equal"].includes(op) ? right : undefined;
    const alone = ["abs", "relu", "sign", "heaviside"].includes(op);
    if (pair === undefined && !alone) continue;
    const key = pair === undefined ? `${left.id}` : [left.id, pair.id].sort().join(" ");
    if (!found.has(key)) found.set(key, { key, left, right: pair ?? null });
  }
  return [...found.values()];
}

/** Tells on which side of each branch a point lies. */
export type Sides = { count: number; at: (point: Point) => string };

export function compileSides(branches: readonly Branch[]): Sides {
  const roots = branches.flatMap(({ left, right }) => (right === null ? [left] : [left, right]));
  const tape = compileTape(roots);
  return {
    count: branches.length,
    at: (point) => {
      runTape(tape, point);
      return sidesOf(tape, branches);
    },
  };
}

/** One character a branch: `-` or `+` for the sign of left − right, `0` at a tie or where it is undefined. */
function sidesOf(tape: Tape, branches: readonly Branch[]): string {
  let sides = "";
  let root = 0;
  for (const { right } of branches) {
    const place = tape.roots[root] ?? 0;
    let difference = tape.values[place] ?? 0;
    let bound = tape.bounds[place] ?? 0;
    root += 1;
    if (right !== null) {
      const other = tape.roots[root] ?? 0;
      difference -= tape.values[other] ?? 0;
      bound += tape.bounds[other] ?? 0;
      root += 1;
    }
    sides += difference > bound ? "+" : difference < -bound ? "-" : "0";
  }
  return sides;
}
