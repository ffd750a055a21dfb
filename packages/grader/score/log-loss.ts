import { readProbabilities } from "./class-probabilities.ts";
import type { Metric } from "./metric-input.ts";
import { meanOf } from "./number-columns.ts";

/**
 * Mean of −log of the probability of the true class, each kept off 0 and 1 by the smallest step of a double
 * (scikit-learn 1.5: `log_loss`). Probabilities are not normalised, but must add up to 1.
 */
export const logLoss: Metric = (input) => {
  const read = readProbabilities(input);
  if ("undefinedBecause" in read) return read;
  const { classes, truth, scores } = read;
  const losses = Array.from(truth, (t, row) => {
    const p = scores[row * classes.length + t] ?? 0;
    return -Math.log(Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON));
  });
  return { score: meanOf(losses) };
};
