import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { Node } from "../graph/node.ts";
import type { Stations } from "../judge/prepare-slot.ts";

/** Points that must tell two computations apart before they count as the same. */
const least = 12;

/** What nodes are worth at these points. */
export function valuesAt({ points, columns }: Stations, nodes: readonly Node[]): Column[] {
  const found = evaluate(nodes, points, columns);
  return nodes.map((node) => columnFor(found, node));
}

/** Do two computations differ by more than their rounding bounds in any entry at any of the points? */
export function differAnywhere(answers: readonly Column[], candidates: readonly Column[]): boolean {
  return answers.some((answer, entry) => {
    const candidate = candidates[entry];
    if (candidate === undefined) return true;
    return answer.values.some((one, n) => {
      const other = candidate.values[n] ?? 0;
      const bound = (answer.bounds[n] ?? 0) + (candidate.bounds[n] ?? 0);
      if (bound === Number.POSITIVE_INFINITY) return false;
      return Number.isNaN(one) !== Number.isNaN(other) || Math.abs(one - other) > 4 * bound;
    });
  });
}

/**
 * Do two computations agree in every entry at every point, within their rounding bounds? Points that say nothing,
 * because a value is undefined or 0, do not count.
 */
export function sameValues(answers: readonly Column[], candidates: readonly Column[], { points }: Stations): boolean {
  let telling = 0;
  for (const [entry, answer] of answers.entries()) {
    const candidate = candidates[entry];
    if (candidate === undefined) return false;
    for (let n = 0; n < points.length; n += 1) {
      const one = answer.values[n] ?? 0;
      const other = candidate.values[n] ?? 0;
      const bound = (answer.bounds[n] ?? 0) + (candidate.bounds[n] ?? 0);
      if (bound === Number.POSITIVE_INFINITY) continue;
      if (Number.isNaN(one) !== Number.isNaN(other) || Math.abs(one - other) > 4 * bound) return false;
      if (one !== 0 && 4 * bound <= 1e-9 * Math.abs(one)) telling += 1;
    }
  }
  return telling >= least;
}
