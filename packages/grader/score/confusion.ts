import { labelOf, sortLabels } from "../compare/cells.ts";
import type { MetricInput } from "./metric-input.ts";

/** How often each label was given for each true one, over the labels of either side, sorted. */
export interface Confusion {
  labels: readonly string[];
  rows: number;
  /** count(t, p): rows of true label number t that were predicted as label number p. */
  count: (truth: number, predicted: number) => number;
  truthTotals: readonly number[];
  predictedTotals: readonly number[];
}

/** Counts the first target column; one label a row. */
export function confusionOf(input: MetricInput): Confusion {
  const truth = input.truth.map((cells) => labelOf(cells[0]));
  const predicted = input.predicted.map((cells) => labelOf(cells[0]));
  const labels = sortLabels([...truth, ...predicted]);
  const index = new Map(labels.map((label, k) => [label, k]));
  const n = labels.length;
  const counts = new Map<number, number>();
  const truthTotals = Array.from({ length: n }, () => 0);
  const predictedTotals = Array.from({ length: n }, () => 0);
  truth.forEach((label, row) => {
    const t = index.get(label) ?? 0;
    const p = index.get(predicted[row] ?? "") ?? 0;
    counts.set(t * n + p, (counts.get(t * n + p) ?? 0) + 1);
    truthTotals[t] = (truthTotals[t] ?? 0) + 1;
    predictedTotals[p] = (predictedTotals[p] ?? 0) + 1;
  });
  return { labels, rows: truth.length, count: (t, p) => counts.get(t * n + p) ?? 0, truthTotals, predictedTotals };
}
