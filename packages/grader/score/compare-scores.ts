import { type Parsed, type Predictions, parsePredictions } from "@gradmark/contract";
import { sameCells } from "../compare/compare-predictions.ts";
import { mcnemarExact } from "../statistics/mcnemar.ts";
import { readSolution } from "./read-solution.ts";

/** Two predictions files on the same rows, by right and wrong labels. */
export interface PairedComparison {
  rows: number;
  bothRight: number;
  onlyFirstRight: number;
  onlySecondRight: number;
  /** The chance that two files of equal accuracy are apart by so much (McNemar's exact test, two-sided). */
  probability: number;
}

/**
 * Says whether one file's accuracy is really different from another's, such as the benchmark's: on the same rows a
 * small difference can be sure, and a large one chance.
 * @param usage which rows count; "private" for the rows that decide, null for all but the ignored
 */
export function comparePaired(request: {
  first: Uint8Array;
  second: Uint8Array;
  solution: Uint8Array;
  usage: "public" | "private" | null;
}): Parsed<PairedComparison> {
  const solution = readSolution(request.solution);
  if (!solution.ok) return solution;
  const { idColumn, targetColumns, truth, usage } = solution.value;
  const read = (bytes: Uint8Array): Parsed<Predictions> =>
    parsePredictions(bytes, { idColumn, targetColumns, cell: { kind: "text" }, ids: new Set(truth.keys()) });
  const first = read(request.first);
  if (!first.ok) return first;
  const second = read(request.second);
  if (!second.ok) return second;
  const count = { rows: 0, bothRight: 0, onlyFirstRight: 0, onlySecondRight: 0 };
  for (const [id, cells] of truth) {
    const part = usage?.get(id) ?? null;
    if (part === "ignored" || (request.usage !== null && part !== request.usage)) continue;
    count.rows++;
    const one = sameCells(cells, first.value.get(id) ?? []);
    const other = sameCells(cells, second.value.get(id) ?? []);
    if (one && other) count.bothRight++;
    else if (one) count.onlyFirstRight++;
    else if (other) count.onlySecondRight++;
  }
  return { ok: true, value: { ...count, probability: mcnemarExact(count.onlyFirstRight, count.onlySecondRight) } };
}
