import { averageOverColumns, type ColumnMetric, meanOf } from "./number-columns.ts";

const rootMeanSquare: ColumnMetric = (truth, predicted) => ({
  score: Math.sqrt(meanOf(truth.map((y, k) => (y - (predicted[k] ?? 0)) ** 2))),
});

/** Root of the mean squared error (scikit-learn: `root_mean_squared_error`). */
export const rmse = averageOverColumns(rootMeanSquare);

/** The same of log(1 + y) (scikit-learn: `root_mean_squared_log_error`); not defined below 0. */
export const rmsle = averageOverColumns((truth, predicted) => {
  if (truth.some((y) => y < 0) || predicted.some((y) => y < 0)) return { undefinedBecause: "a value is negative" };
  return rootMeanSquare(truth.map(Math.log1p), predicted.map(Math.log1p));
});
