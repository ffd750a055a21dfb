import { type Metric, undefinedBecause } from "../measure/metric-input.ts";
import { averageOverColumns } from "../measure/number-columns.ts";
import { meanScore } from "../measure/sums.ts";

export const rmsle: Metric = {
  name: "rmsle",
  direction: "min",
  definition: "Root of the mean squared error of log(1 + y); not defined below 0.",
  source: "scikit-learn: root_mean_squared_log_error",
  form: "numbers",
  prepare: averageOverColumns((truth, predicted) => {
    const negative = (y: number): boolean => y < 0;
    if (truth.some(negative) || predicted.some(negative)) return undefinedBecause("a value is negative");
    const squares = truth.map((y, row) => (Math.log1p(y) - Math.log1p(predicted[row] as number)) ** 2);
    return meanScore(squares, Math.sqrt);
  }),
};
