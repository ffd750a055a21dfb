import type { Metric } from "../measure/metric-input.ts";
import { meanLoss } from "../measure/number-columns.ts";

export const mae: Metric = {
  name: "mae",
  direction: "min",
  definition: "Mean absolute error.",
  source: "scikit-learn: mean_absolute_error",
  form: "numbers",
  prepare: meanLoss((y, p) => Math.abs(y - p)),
};
