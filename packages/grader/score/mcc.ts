import { confusionOf } from "./confusion.ts";
import type { Metric } from "./metric-input.ts";

/**
 * Matthews correlation coefficient for any number of labels (scikit-learn: `matthews_corrcoef`; Gorodkin 2004);
 * 0 when one side has one label only.
 */
export const mcc: Metric = (input) => {
  const { labels, rows, count, truthTotals, predictedTotals } = confusionOf(input);
  const right = labels.reduce((sum, _, k) => sum + count(k, k), 0);
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
  const both = right * rows - dot(truthTotals, predictedTotals);
  const ofPredicted = rows ** 2 - dot(predictedTotals, predictedTotals);
  const ofTruth = rows ** 2 - dot(truthTotals, truthTotals);
  return { score: ofPredicted * ofTruth === 0 ? 0 : both / Math.sqrt(ofTruth * ofPredicted) };
};
