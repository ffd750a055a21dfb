import { fromConfusion } from "../measure/confusion.ts";
import { f1OfLabels } from "../measure/f1-of-labels.ts";
import type { Metric } from "../measure/metric-input.ts";

export const f1Weighted: Metric = {
  name: "f1-weighted",
  direction: "max",
  definition: "Mean of the F1 of all labels, each weighed by its rows in the truth.",
  source: 'scikit-learn: f1_score with average="weighted", zero_division=0',
  form: "labels",
  prepare: fromConfusion((confusion) => {
    const { truthTotals, rows } = confusion;
    return { score: f1OfLabels(confusion).reduce((sum, score, k) => sum + (score * (truthTotals[k] ?? 0)) / rows, 0) };
  }),
};
