import { averageOverColumns, meanOf } from "./number-columns.ts";

/** Mean absolute error (scikit-learn: `mean_absolute_error`). */
export const mae = averageOverColumns((truth, predicted) => ({
  score: meanOf(truth.map((y, k) => Math.abs(y - (predicted[k] ?? 0)))),
}));

/**
 * Mean absolute error relative to the truth, as a share and not in percent (scikit-learn:
 * `mean_absolute_percentage_error`); a truth of 0 counts as the smallest step of a double.
 */
export const mape = averageOverColumns((truth, predicted) => ({
  score: meanOf(truth.map((y, k) => Math.abs(y - (predicted[k] ?? 0)) / Math.max(Math.abs(y), Number.EPSILON))),
}));
