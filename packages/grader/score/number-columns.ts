import { numberOf } from "../compare/cells.ts";
import type { Metric, MetricInput, MetricResult } from "./metric-input.ts";

/** A metric of two equally long lists of numbers. */
export type ColumnMetric = (truth: readonly number[], predicted: readonly number[]) => MetricResult;

/** The metric of each target column, averaged (scikit-learn: `multioutput="uniform_average"`). */
export function averageOverColumns(metric: ColumnMetric): Metric {
  return (input) => {
    let sum = 0;
    for (const k of input.truthColumns.keys()) {
      const truth = columnOf(input.truth, k);
      if (truth.some(Number.isNaN))
        return { undefinedBecause: `the solution's ${input.truthColumns[k]} has no number` };
      const result = metric(truth, columnOf(input.predicted, k));
      if ("undefinedBecause" in result) return result;
      sum += result.score;
    }
    return { score: sum / input.truthColumns.length };
  };
}

function columnOf(rows: MetricInput["truth"], k: number): number[] {
  return rows.map((cells) => numberOf(cells[k]));
}

/** Sum with a running correction, so that a million terms do not lose digits (Neumaier 1974). */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}
