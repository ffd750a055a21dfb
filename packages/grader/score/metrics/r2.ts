import type { Metric } from "../measure/metric-input.ts";
import { averageOverColumns } from "../measure/number-columns.ts";
import { meanOf, sumOf, totalOf } from "../measure/sums.ts";

export const r2: Metric = {
  name: "r2",
  direction: "max",
  definition: "Coefficient of determination; for a constant truth 1 when all is right, else 0.",
  source: "scikit-learn: r2_score with force_finite=True",
  form: "numbers",
  prepare: averageOverColumns((truth, predicted) => {
    const residuals = truth.map((y, row) => (y - (predicted[row] as number)) ** 2);
    return (counts) => {
      if (totalOf(truth.length, counts) < 2) return { undefinedBecause: "it needs at least two rows" };
      const mean = meanOf(truth, counts);
      const spread = truth.map((y) => (y - mean) ** 2);
      const [residual, total] = [sumOf(residuals, counts), sumOf(spread, counts)];
      if (total === 0) return { score: residual === 0 ? 1 : 0 };
      return { score: 1 - residual / total };
    };
  }),
};
