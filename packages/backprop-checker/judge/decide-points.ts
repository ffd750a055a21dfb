import { type Precision, relativeDifference } from "../evaluate/precise.ts";
import { reachable } from "../graph/node.ts";
import type { Point } from "../sample/draw-point.ts";
import type { Trial, Weight } from "./weigh-answer.ts";

/** Of 64 digits cancellation may eat 44 before a difference of this share is doubted. */
const largestDifference = 1e-20;
/** So many operations in arbitrary precision take about a third of a second. */
const mostOperations = 12_000;

/** What arbitrary precision says of points that doubles could not decide. */
export type Decided = { right: number; miss: Weight["miss"] };

/** Evaluates truth and answer with many digits at each point, as far as the budget goes. */
export function decidePoints({ slot, nodes }: Trial, points: readonly Point[], precision: Precision): Decided {
  const roots = [...slot.truths, ...nodes];
  const cost = reachable(roots).length;
  const affordable = Math.floor(mostOperations / Math.max(1, cost));
  let right = 0;
  for (const point of points.slice(0, affordable)) {
    const values = precision.evaluate(roots, point);
    let agree = false;
    for (let entry = 0; entry < nodes.length; entry += 1) {
      const expected = values[entry] ?? null;
      const got = values[entry + nodes.length] ?? null;
      if (expected === null) continue;
      agree = got !== null && relativeDifference(expected, got) <= largestDifference;
      if (!agree) {
        const miss = { point, entry, expected: Number(expected), got: got === null ? null : Number(got) };
        return { right, miss };
      }
    }
    if (agree) right += 1;
  }
  return { right, miss: null };
}
