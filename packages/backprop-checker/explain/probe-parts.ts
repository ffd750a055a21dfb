import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import { branchesOf, sidesAt } from "../sample/branches.ts";
import { describeCell, describeEntry } from "./describe-place.ts";

type Part = { right: number; wrong: number };

/**
 * Is the answer right in some cells of the branches, or for some of the indices, and wrong in others? "Telling" asks
 * for a cell in which it is right without the derivative being 0 there.
 */
export function probeParts(
  trial: Trial,
  answers: readonly Column[],
  wanted: "telling" | "any",
): GradientDiagnosis | null {
  const { slot } = trial;
  const { stations } = slot.prepared;
  const own = branchesOf(trial.nodes).filter(({ key }) => !slot.prepared.branchKeys.has(key));
  const sides = sidesAt(own, stations.points, stations.columns);
  const cells = new Map<string, Part>();
  const entries = new Map<number, Part>();
  for (const [entry, truth] of stations.truths.entries()) {
    const answer = answers[entry];
    if (answer === undefined) continue;
    for (let n = 0; n < stations.points.length; n += 1) {
      const expected = truth.values[n] ?? 0;
      const bound = (answer.bounds[n] ?? 0) + (truth.bounds[n] ?? 0);
      if (Number.isNaN(expected) || bound === Number.POSITIVE_INFINITY) continue;
      const agrees = Math.abs((answer.values[n] ?? 0) - expected) <= 4 * bound;
      const counts = wanted === "any" || expected !== 0 || !agrees;
      if (counts) count(cells, `${stations.cells[n]}${sides[n]}`, agrees);
      count(entries, entry, agrees);
    }
  }
  const cell = partly(cells);
  if (cell !== null) {
    const where = describeCell([...slot.prepared.branches, ...own], cell);
    return { code: "right-on-part", message: `The answer is right in places, but not where ${where}.` };
  }
  const entry = partly(entries);
  if (entry === null || wanted === "telling") return null;
  return {
    code: "right-on-part",
    message: `The answer is right for some indices, but not for ${describeEntry(trial, entry)}.`,
  };
}

function count<K>(parts: Map<K, Part>, key: K, agrees: boolean): void {
  const part = parts.get(key) ?? { right: 0, wrong: 0 };
  if (agrees) part.right += 1;
  else part.wrong += 1;
  parts.set(key, part);
}

/** A part where the answer is wrong, if there is another where it is right throughout. */
function partly<K>(parts: Map<K, Part>): K | null {
  const right = [...parts.values()].some((part) => part.wrong === 0 && part.right >= 8);
  const wrong = [...parts].find(([, part]) => part.wrong > part.right);
  return right && wrong !== undefined ? wrong[0] : null;
}
