import { type Comparison, labelOf, type Predictions } from "@gradmark/contract";
import { labelConfusion } from "./label-confusion.ts";
import { pairById, sameRows } from "./row-pairs.ts";

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
  const pairs = pairById(expected, got);
  const same = sameRows(pairs);
  const firstDifferences: Comparison["firstDifferences"] = [];
  let different = 0;
  let missingIds = 0;
  for (let row = 0; row < same.length; row++) {
    if (same[row] === 1) continue;
    const other = pairs.partner[row] as number;
    if (other === -1) missingIds++;
    else different++;
    if (firstDifferences.length >= differencesShown) continue;
    const cells = { expected: pairs.expected.cells(row), got: other === -1 ? [] : pairs.got.cells(other) };
    const id = pairs.expected.ids.at(row);
    firstDifferences.push({ id, expected: cells.expected.join(","), got: cells.got.join(",") });
  }
  const confusion = labelConfusion(pairs);
  const extraIds = pairs.got.size - (same.length - missingIds);
  return {
    rows: same.length,
    rowsDiffering: different + missingIds + extraIds,
    missingIds,
    extraIds,
    duplicateIds: 0,
    firstDifferences,
    ...(confusion && { confusion }),
  };
}

/** Whether two rows have the same values, whatever their spelling. */
export function sameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, k) => labelOf(cell) === labelOf(b[k] ?? ""));
}
