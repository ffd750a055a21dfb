import type { Column, PredictionTable } from "@gradmark/contract";
import type { MetricInput } from "./measure/metric-input.ts";
import type { Solution, Usage } from "./read-solution.ts";

/** The rows that count somewhere, side by side, and where each counts. */
export interface ScoredRows {
  input: MetricInput;
  /** null: the solution has no `Usage` column. */
  usage: readonly Usage[] | null;
}

/** Lays the predictions beside the truth; ignored rows are left out. */
export function pairRows(solution: Solution, predictions: PredictionTable): ScoredRows {
  const { truth, usage, targetColumns, ids } = solution;
  const pair = (rows: Int32Array | null): MetricInput => {
    const take = (columns: readonly Column[]) => (rows ? columns.map((column) => column.take(rows)) : columns);
    return {
      rows: rows?.length ?? ids.size,
      truth: take(truth),
      predicted: take(predictions.columns),
      truthColumns: targetColumns,
      predictedColumns: predictions.columnNames.slice(1),
    };
  };
  if (usage === null || !usage.includes("ignored")) return { input: pair(null), usage };
  const kept = Int32Array.from([...usage.keys()].filter((row) => usage[row] !== "ignored"));
  return { input: pair(kept), usage: usage.filter((one) => one !== "ignored") };
}

/** The numbers of the rows of one usage; of all for null. */
export function rowsOf({ input, usage }: ScoredRows, wanted: Usage | null): Int32Array {
  const all = new Int32Array(input.rows);
  for (let row = 0; row < all.length; row++) all[row] = row;
  return wanted === null ? all : all.filter((row) => usage?.[row] === wanted);
}

/** One for each of the rows, nought for the others. */
export function onceEach(rows: Int32Array, of: number): Int32Array {
  const counts = new Int32Array(of);
  for (let k = 0; k < rows.length; k++) counts[rows[k] as number] = 1;
  return counts;
}
