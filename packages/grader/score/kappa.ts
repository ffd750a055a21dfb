import { confusionOf } from "./confusion.ts";
import type { Metric } from "./metric-input.ts";

/**
 * Cohen's kappa: 1 − observed over expected disagreement (scikit-learn: `cohen_kappa_score`). Quadratic: a
 * disagreement weighs the square of the distance of the two labels in the sorted list of all labels.
 */
export function kappa(weights: "none" | "quadratic"): Metric {
  const weight = (t: number, p: number): number => (weights === "quadratic" ? (t - p) ** 2 : t === p ? 0 : 1);
  return (input) => {
    const { labels, rows, count, truthTotals, predictedTotals } = confusionOf(input);
    let observed = 0;
    let expected = 0;
    labels.forEach((_, t) => {
      labels.forEach((_, p) => {
        observed += weight(t, p) * count(t, p);
        expected += (weight(t, p) * (truthTotals[t] ?? 0) * (predictedTotals[p] ?? 0)) / rows;
      });
    });
    if (expected === 0) return { undefinedBecause: "truth and predictions have one label only" };
    return { score: 1 - observed / expected };
  };
}
