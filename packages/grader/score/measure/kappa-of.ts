import type { Confusion } from "./confusion.ts";
import type { MetricResult } from "./metric-input.ts";

/**
 * 1 − observed over expected disagreement, where a disagreement weighs by how far apart the two labels stand in the
 * sorted list of all labels. Source: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968).
 */
export function kappaOf(
  { labels, rows, count, truthTotals, predictedTotals }: Confusion,
  weight: (distance: number) => number,
): MetricResult {
  let observed = 0;
  let expected = 0;
  for (const t of labels.keys())
    for (const p of labels.keys()) {
      const w = weight(t - p);
      observed += w * count(t, p);
      expected += (w * (truthTotals[t] ?? 0) * (predictedTotals[p] ?? 0)) / rows;
    }
  if (expected === 0) return { undefinedBecause: "truth and predictions have one label only" };
  return { score: 1 - observed / expected };
}
