import { readProbabilities } from "./class-probabilities.ts";
import type { Metric } from "./metric-input.ts";
import { meanOf } from "./number-columns.ts";

/**
 * Brier score. Two classes: mean of (p − y)² of the second one (scikit-learn 1.5: `brier_score_loss`). More: the sum
 * over the classes, as Brier defined it (Monthly Weather Review 78, 1950), which scikit-learn 1.5 does not have.
 */
export const brier: Metric = (input) => {
  const read = readProbabilities(input);
  if ("undefinedBecause" in read) return read;
  const { classes, truth, scores } = read;
  const square = (row: number, k: number): number =>
    ((scores[row * classes.length + k] ?? 0) - (truth[row] === k ? 1 : 0)) ** 2;
  const losses = Array.from(truth, (_, row) =>
    classes.length === 2 ? square(row, 1) : classes.reduce((sum, _name, k) => sum + square(row, k), 0),
  );
  return { score: meanOf(losses) };
};
