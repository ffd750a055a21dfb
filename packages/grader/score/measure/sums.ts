import type { MetricResult, RowCounts, ScoreOf } from "./metric-input.ts";

/** How many rows count, each as often as it counts. */
export function totalOf(rows: number, counts: RowCounts): number {
  if (counts === null) return rows;
  let total = 0;
  for (let row = 0; row < counts.length; row++) total += counts[row] as number;
  return total;
}

/**
 * Sum with a running correction, so that a million terms do not lose digits.
 * Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
 */
export function sumOf(values: Float64Array, counts: RowCounts): number {
  let sum = 0;
  let lost = 0;
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] as number) * (counts === null ? 1 : (counts[row] as number));
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

export function meanOf(values: Float64Array, counts: RowCounts): number {
  return sumOf(values, counts) / totalOf(values.length, counts);
}

/** A score that is the mean of what each row gives, or a function of that mean. */
export function meanScore(rows: Float64Array, finish: (mean: number) => number = (mean) => mean): ScoreOf {
  return (counts): MetricResult => ({ score: finish(meanOf(rows, counts)) });
}
