import type { Confusion } from "./confusion.ts";

/** F1 of each label, 2·right / (true rows + predicted rows), as scikit-learn counts it with `zero_division=0`. */
export function f1OfLabels({ labels, count, truthTotals, predictedTotals }: Confusion): number[] {
  return labels.map((_, k) => (2 * count(k, k)) / ((truthTotals[k] ?? 0) + (predictedTotals[k] ?? 0)));
}
