import { fromConfusion } from "../measure/confusion.ts";
import type { Metric } from "../measure/metric-input.ts";

export const mcc: Metric = {
  name: "mcc",
  direction: "max",
  definition: "Matthews correlation coefficient for any number of labels; 0 when one side has one label only.",
  source: "scikit-learn: matthews_corrcoef; J. Gorodkin, Computational Biology and Chemistry 28 (2004)",
  form: "labels",
  prepare: fromConfusion(({ labels, rows, count, truthTotals, predictedTotals }) => {
    const right = labels.reduce((sum, _, k) => sum + count(k, k), 0);
    const both = right * rows - dot(truthTotals, predictedTotals);
    const ofPredicted = rows ** 2 - dot(predictedTotals, predictedTotals);
    const ofTruth = rows ** 2 - dot(truthTotals, truthTotals);
    // Two roots: the product of two squares of a million rows would lose digits.
    return { score: ofPredicted * ofTruth === 0 ? 0 : both / (Math.sqrt(ofTruth) * Math.sqrt(ofPredicted)) };
  }),
};

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
}
