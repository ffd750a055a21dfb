import type { Comparison, Predictions } from "@gradmark/contract";
import { numberOf } from "./cells.ts";
import { labelConfusion } from "./label-confusion.ts";

/** No more differing rows than this are shown one by one. */
const differencesShown = 20;

export type RowComparison = Pick<
  Comparison,
  "rows" | "rowsDiffering" | "missingIds" | "extraIds" | "duplicateIds" | "firstDifferences" | "confusion"
>;

/**
 * Compares two sets of predictions by id and by value, never by the order of rows or by spelling: 7 and 7.0 are one
 * label. A row that only one side has differs, too. Ids are unique on both sides, a file with doubled ones was refused.
 */
export function comparePredictions(expected: Predictions, got: Predictions): RowComparison {
  const firstDifferences: Comparison["firstDifferences"] = [];
  let different = 0;
  let missingIds = 0;
  for (const [id, cells] of expected) {
    const other = got.get(id);
    if (other === undefined) missingIds++;
    else if (sameCells(cells, other)) continue;
    else different++;
    if (firstDifferences.length < differencesShown)
      firstDifferences.push({ id, expected: cells.join(","), got: other?.join(",") ?? "" });
  }
  const confusion = labelConfusion(expected, got);
  const extraIds = got.size - (expected.size - missingIds);
  return {
    rows: expected.size,
    rowsDiffering: different + missingIds + extraIds,
    missingIds,
    extraIds,
    duplicateIds: 0,
    firstDifferences,
    ...(confusion && { confusion }),
  };
}

export function sameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, k) => sameValue(cell, b[k] ?? ""));
}

function sameValue(a: string, b: string): boolean {
  return a === b || numberOf(a) === numberOf(b);
}
