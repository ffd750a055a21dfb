import type { BigNumber } from "mathjs";
import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { Precise, Precision } from "../evaluate/precise.ts";
import type { Node } from "../graph/node.ts";
import type { Place } from "../problem/compiled-problem.ts";
import { type Branch, sidesAt } from "../sample/branches.ts";
import type { Point } from "../sample/draw-point.ts";
import { type Estimate, ridders } from "./ridders.ts";

/** The derivative by differences in doubles; null where a branch or the edge of the domain is too near. */
export function doubleDerivative(place: Place, point: Point, branches: readonly Branch[]): Estimate | null {
  const { root, seed, fixed } = place;
  const held = evaluate([seed, ...fixed], [point]);
  const start = columnFor(held, seed).values[0] ?? Number.NaN;
  const moved = (xs: number[]) => {
    const known = new Map<Node, Column>();
    for (const node of fixed) known.set(node, constant(columnFor(held, node).values[0] ?? 0, xs.length));
    known.set(seed, { values: Float64Array.from(xs), bounds: new Float64Array(xs.length) });
    return { points: xs.map(() => point), known };
  };
  const f = (xs: number[]) => {
    const { points, known } = moved(xs);
    return [...columnFor(evaluate([root], points, known), root).values];
  };
  const widest = 0.1 * Math.max(1, Math.abs(start));
  for (let halving = 0; halving < 24; halving += 1) {
    const h = widest / 2 ** halving;
    const { points, known } = moved([start, start - h, start + h]);
    const sides = new Set(sidesAt(branches, points, known));
    if (sides.size === 1 && f([start - h, start + h]).every(Number.isFinite)) return ridders(f, start, h);
  }
  return null;
}

/** The derivative by a central difference with a third of the digits as step; null where it is undefined. */
export function preciseDerivative({ root, seed, fixed }: Place, point: Point, precision: Precision): Precise {
  const nodes = [seed, ...fixed];
  const held = precision.evaluate(nodes, point);
  const start = held[0] ?? null;
  if (start === null) return null;
  const step = precision.number(`1e-${Math.floor(precision.digits / 3)}`);
  const at = (x: BigNumber) => {
    const known = new Map<Node, Precise>(nodes.map((node, n) => [node, held[n] ?? null]));
    return precision.evaluate([root], point, known.set(seed, x))[0] ?? null;
  };
  const [above, below] = [at(start.plus(step)), at(start.minus(step))];
  return above === null || below === null ? null : above.minus(below).div(step.times(2));
}

function constant(value: number, count: number): Column {
  return { values: new Float64Array(count).fill(value), bounds: new Float64Array(count) };
}
