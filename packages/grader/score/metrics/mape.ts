import type { Metric } from "../measure/metric-input.ts";
import { meanLoss } from "../measure/number-columns.ts";

export const mape: Metric = {
  name: "mape",
  direction: "min",
  definition:
    "Mean absolute error relative to the truth, as a share and not in percent; a truth of 0 counts as the smallest step of a double.",
  source: "scikit-learn: mean_absolute_percentage_error",
  form: "numbers",
  prepare: meanLoss((y, p) => Math.abs(y - p) / Math.max(Math.abs(y), Number.EPSILON)),
};
