import { fromConfusion } from "../measure/confusion.ts";
import { f1OfLabels } from "../measure/f1-of-labels.ts";
import type { Metric } from "../measure/metric-input.ts";

export const f1Macro: Metric = {
  name: "f1-macro",
  direction: "max",
  definition: "Mean of the F1 of all labels that occur in the truth or in the predictions.",
  source: 'scikit-learn: f1_score with average="macro", zero_division=0',
  form: "labels",
  prepare: fromConfusion((confusion) => {
    const scores = f1OfLabels(confusion);
    return { score: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  }),
};
