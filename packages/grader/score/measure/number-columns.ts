import type { MetricInput, ScoreOf } from "./metric-input.ts";
import { undefinedBecause } from "./metric-input.ts";
import { meanScore } from "./sums.ts";

/** A metric of two equally long lists of numbers. */
export type ColumnMetric = (truth: Float64Array, predicted: Float64Array) => ScoreOf;

/** The metric of each target column, averaged (scikit-learn: `multioutput="uniform_average"`). */
export function averageOverColumns(metric: ColumnMetric): (input: MetricInput) => ScoreOf {
  return ({ truth, predicted, truthColumns }) => {
    const scores: ScoreOf[] = [];
    for (const [k, name] of truthColumns.entries()) {
      const [y, p] = [truth[k], predicted[k]];
      if (y?.kind !== "number" || p?.kind !== "number") throw new Error("numbers are read as numbers");
      if (y.values.some(Number.isNaN)) return undefinedBecause(`the solution's ${name} has no number`);
      scores.push(metric(y.values, p.values));
    }
    return (counts) => {
      let sum = 0;
      for (const scoreOf of scores) {
        const result = scoreOf(counts);
        if ("undefinedBecause" in result) return result;
        sum += result.score;
      }
      return { score: sum / scores.length };
    };
  };
}

/** The mean of a loss that each row has, or a function of it. */
export function meanLoss(loss: (truth: number, predicted: number) => number, finish?: (mean: number) => number) {
  return averageOverColumns((truth, predicted) =>
    meanScore(
      truth.map((y, row) => loss(y, predicted[row] as number)),
      finish,
    ),
  );
}
