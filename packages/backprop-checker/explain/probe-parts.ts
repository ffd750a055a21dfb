import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import { type Branch, branchesOf, sidesAt } from "../sample/branches.ts";
import { describeCell, describeEntry } from "./describe-place.ts";

type Part = { right: number; wrong: number };

/** How often an answer is right and wrong in each cell of the branches, and for each of the indices. */
type Parts = {
  own: readonly Branch[];
  /** Null where there is one cell only. `telling` leaves out where the answer is right because the truth is 0. */
  cells: { telling: Map<string, Part>; any: Map<string, Part> } | null;
  entries: Map<number, Part>;
};

/** Counts, over the problem's points, where an answer is right. */
export function tallyParts(trial: Trial, answers: readonly Column[]): Parts {
  const { stations, branchKeys } = trial.slot.prepared;
  const own = branchesOf(trial.nodes).filter(({ key }) => !branchKeys.has(key));
  const sides = sidesAt(own, stations.points, stations.columns);
  const keys = stations.points.map((_, n) => `${stations.cells[n]}${sides[n]}`);
  const cells = keys.some((key) => key !== keys[0]) ? { telling: new Map(), any: new Map() } : null;
  const entries = new Map<number, Part>();
  for (const [entry, truth] of stations.truths.entries()) {
    const answer = answers[entry];
    if (answer === undefined) continue;
    const here: Part = { right: 0, wrong: 0 };
    for (const [n, key] of keys.entries()) {
      const expected = truth.values[n] ?? 0;
      const bound = (answer.bounds[n] ?? 0) + (truth.bounds[n] ?? 0);
      if (Number.isNaN(expected) || bound === Number.POSITIVE_INFINITY) continue;
      const agrees = Math.abs((answer.values[n] ?? 0) - expected) <= 4 * bound;
      count(here, agrees);
      if (cells === null) continue;
      count(partAt(cells.any, key), agrees);
      if (expected !== 0 || !agrees) count(partAt(cells.telling, key), agrees);
    }
    entries.set(entry, here);
  }
  return { own, cells, entries };
}

/**
 * Is the answer right in some cells of the branches, or for some of the indices, and wrong in others? "Telling" asks
 * for a cell in which it is right without the derivative being 0 there.
 */
export function probeParts(trial: Trial, parts: Parts, wanted: "telling" | "any"): GradientDiagnosis | null {
  const cell = parts.cells === null ? null : partly(parts.cells[wanted]);
  if (cell !== null) {
    const where = describeCell([...trial.slot.prepared.branches, ...parts.own], cell);
    return { code: "right-on-part", message: `The answer is right in places, but not where ${where}.` };
  }
  const entry = partly(parts.entries);
  if (entry === null || wanted === "telling") return null;
  return {
    code: "right-on-part",
    message: `The answer is right for some indices, but not for ${describeEntry(trial, entry)}.`,
  };
}

function partAt(parts: Map<string, Part>, key: string): Part {
  const there = parts.get(key);
  if (there !== undefined) return there;
  const part = { right: 0, wrong: 0 };
  parts.set(key, part);
  return part;
}

function count(part: Part, agrees: boolean): void {
  if (agrees) part.right += 1;
  else part.wrong += 1;
}

/** A part where the answer is wrong, if there is another where it is right throughout. */
function partly<K>(parts: Map<K, Part>): K | null {
  const right = [...parts.values()].some((part) => part.wrong === 0 && part.right >= 8);
  const wrong = [...parts].find(([, part]) => part.wrong > part.right);
  return right && wrong !== undefined ? wrong[0] : null;
}
