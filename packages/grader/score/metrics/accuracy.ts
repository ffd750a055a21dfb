import { pairLabels } from "../measure/label-pair.ts";
import type { Metric, MetricInput } from "../measure/metric-input.ts";
import { meanScore } from "../measure/sums.ts";

export const accuracy: Metric = {
  name: "accuracy",
  direction: "max",
  definition: "Share of rows in which every target column has the right label.",
  source: "scikit-learn: accuracy_score",
  form: "labels",
  isShareOfRows: true,
  prepare: (input) => meanScore(rightRows(input)),
};

/** One for each right row. */
export function rightRows({ rows, truth, predicted }: MetricInput): Float64Array {
  const right = new Float64Array(rows).fill(1);
  for (const [k, column] of truth.entries()) {
    const pair = pairLabels(column, predicted[k]);
    for (let row = 0; row < rows; row++) if (pair.truth[row] !== pair.predicted[row]) right[row] = 0;
  }
  return right;
}
