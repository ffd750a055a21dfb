import type { Metric, RowCounts } from "../measure/metric-input.ts";
import { averageOverColumns } from "../measure/number-columns.ts";
import { ascendingOrder, midranks } from "../measure/ranks.ts";
import { meanOf, sumOf } from "../measure/sums.ts";

export const spearman: Metric = {
  name: "spearman",
  direction: "max",
  definition: "Correlation of the ranks, ties by their mean rank.",
  source: "scipy: spearmanr; C. Spearman, American Journal of Psychology 15 (1904)",
  form: "numbers",
  prepare: averageOverColumns((truth, predicted) => {
    const orders = { truth: ascendingOrder(truth), predicted: ascendingOrder(predicted) };
    return (counts) => {
      const a = centred(midranks(truth, orders.truth, counts), counts);
      const b = centred(midranks(predicted, orders.predicted, counts), counts);
      const [spreadOfA, spreadOfB] = [product(a, a, counts), product(b, b, counts)];
      if (spreadOfA === 0) return { undefinedBecause: "the truth is the same in every row" };
      if (spreadOfB === 0) return { undefinedBecause: "the prediction is the same in every row" };
      return { score: product(a, b, counts) / (Math.sqrt(spreadOfA) * Math.sqrt(spreadOfB)) };
    };
  }),
};

function centred(ranks: Float64Array, counts: RowCounts): Float64Array {
  const mean = meanOf(ranks, counts);
  return ranks.map((rank) => rank - mean);
}

function product(a: Float64Array, b: Float64Array, counts: RowCounts): number {
  return sumOf(
    a.map((x, row) => x * (b[row] as number)),
    counts,
  );
}
