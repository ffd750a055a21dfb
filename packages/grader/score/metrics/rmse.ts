import type { Metric } from "../measure/metric-input.ts";
import { meanLoss } from "../measure/number-columns.ts";

export const rmse: Metric = {
  name: "rmse",
  direction: "min",
  definition: "Root of the mean squared error.",
  source: "scikit-learn: root_mean_squared_error",
  form: "numbers",
  prepare: meanLoss((y, p) => (y - p) ** 2, Math.sqrt),
};
