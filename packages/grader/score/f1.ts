import { type Confusion, confusionOf } from "./confusion.ts";
import type { Metric } from "./metric-input.ts";

/**
 * F1 over labels (scikit-learn: `f1_score` with `average` and `zero_division=0`): each label's F1 is
 * 2·right / (true rows + predicted rows), over the labels of either side.
 */
export function f1(average: "macro" | "micro" | "weighted"): Metric {
  return (input) => {
    const confusion = confusionOf(input);
    if (average === "micro") return { score: microF1(confusion) };
    const { labels, truthTotals, rows } = confusion;
    const scores = labels.map((_, k) => labelF1(confusion, k));
    const weight = (k: number): number => (average === "macro" ? 1 / labels.length : (truthTotals[k] ?? 0) / rows);
    return { score: scores.reduce((sum, score, k) => sum + score * weight(k), 0) };
  };
}

function labelF1({ count, truthTotals, predictedTotals }: Confusion, k: number): number {
  return (2 * count(k, k)) / ((truthTotals[k] ?? 0) + (predictedTotals[k] ?? 0));
}

/** With one label a row, right answers over rows. */
function microF1({ labels, count, rows }: Confusion): number {
  return labels.reduce((sum, _, k) => sum + count(k, k), 0) / rows;
}
