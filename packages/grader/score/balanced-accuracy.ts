import { confusionOf } from "./confusion.ts";
import type { Metric } from "./metric-input.ts";

/** Mean over the true labels of the share of their rows that is right (scikit-learn: `balanced_accuracy_score`). */
export const balancedAccuracy: Metric = (input) => {
  const { truthTotals, count } = confusionOf(input);
  const recalls = truthTotals.flatMap((total, t) => (total > 0 ? [count(t, t) / total] : []));
  return { score: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length };
};
