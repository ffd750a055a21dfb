import { fromConfusion } from "../measure/confusion.ts";
import type { Metric } from "../measure/metric-input.ts";

export const f1Micro: Metric = {
  name: "f1-micro",
  direction: "max",
  definition: "F1 over all labels together: with one label a row, right rows over rows.",
  source: 'scikit-learn: f1_score with average="micro"',
  form: "labels",
  isShareOfRows: true,
  prepare: fromConfusion(({ labels, count, rows }) => ({
    score: labels.reduce((sum, _, k) => sum + count(k, k), 0) / rows,
  })),
};
