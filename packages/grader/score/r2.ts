import { averageOverColumns, meanOf, sumOf } from "./number-columns.ts";

/**
 * Coefficient of determination (scikit-learn: `r2_score` with `force_finite`): for a constant truth 1 when all is
 * right, else 0.
 */
export const r2 = averageOverColumns((truth, predicted) => {
  if (truth.length < 2) return { undefinedBecause: "it needs at least two rows" };
  const mean = meanOf(truth);
  const residual = sumOf(truth.map((y, k) => (y - (predicted[k] ?? 0)) ** 2));
  const total = sumOf(truth.map((y) => (y - mean) ** 2));
  if (total === 0) return { score: residual === 0 ? 1 : 0 };
  return { score: 1 - residual / total };
});
