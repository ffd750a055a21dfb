import { averageOverColumns, meanOf, sumOf } from "./number-columns.ts";
import { midranks } from "./ranks.ts";

/** Correlation of the ranks, ties by their mean rank (scipy: `spearmanr`). */
export const spearman = averageOverColumns((truth, predicted) => {
  const a = [...midranks(truth)];
  const b = [...midranks(predicted)];
  const mean = meanOf(a);
  const covariance = sumOf(a.map((rank, k) => (rank - mean) * ((b[k] ?? 0) - mean)));
  const spread = (ranks: readonly number[]): number => sumOf(ranks.map((rank) => (rank - mean) ** 2));
  if (spread(a) === 0) return { undefinedBecause: "the truth is the same in every row" };
  if (spread(b) === 0) return { undefinedBecause: "the prediction is the same in every row" };
  return { score: covariance / Math.sqrt(spread(a) * spread(b)) };
});
