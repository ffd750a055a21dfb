import { readProbabilities } from "../measure/class-scores.ts";
import { type Metric, undefinedBecause } from "../measure/metric-input.ts";
import { meanScore } from "../measure/sums.ts";

export const logLoss: Metric = {
  name: "log-loss",
  direction: "min",
  definition:
    "Mean of −log of the probability of the true class, each kept off 0 and 1 by the smallest step of a double. Probabilities are not normalised, but must add up to 1.",
  source: "scikit-learn 1.5: log_loss",
  form: "classes",
  prepare: (input) => {
    const read = readProbabilities(input);
    if ("undefinedBecause" in read) return undefinedBecause(read.undefinedBecause);
    const { truth, scores } = read;
    const losses = Float64Array.from(truth, (t, row) => {
      const p = scores[t]?.[row] ?? 0;
      return -Math.log(Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON));
    });
    return meanScore(losses);
  },
};
