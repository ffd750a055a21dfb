import { fromConfusion } from "../measure/confusion.ts";
import type { Metric } from "../measure/metric-input.ts";

export const balancedAccuracy: Metric = {
  name: "balanced-accuracy",
  direction: "max",
  definition: "Mean over the true labels of the share of their rows that is right.",
  source: "scikit-learn: balanced_accuracy_score",
  form: "labels",
  prepare: fromConfusion(({ truthTotals, count }) => {
    const recalls = truthTotals.flatMap((total, t) => (total > 0 ? [count(t, t) / total] : []));
    return { score: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length };
  }),
};
