import { readProbabilities } from "../measure/class-scores.ts";
import { type Metric, undefinedBecause } from "../measure/metric-input.ts";
import { meanScore } from "../measure/sums.ts";

export const brier: Metric = {
  name: "brier",
  direction: "min",
  definition:
    "Two classes: mean of (p − y)² of the second one. More: the sum of (p − y)² over the classes, as Brier defined it.",
  source: "scikit-learn 1.5: brier_score_loss (two classes only); G. W. Brier, Monthly Weather Review 78 (1950)",
  form: "classes",
  prepare: (input) => {
    const read = readProbabilities(input);
    if ("undefinedBecause" in read) return undefinedBecause(read.undefinedBecause);
    const { classes, truth, scores } = read;
    const first = classes.length === 2 ? 1 : 0;
    const losses = new Float64Array(truth.length);
    for (let k = first; k < classes.length; k++)
      for (let row = 0; row < losses.length; row++)
        losses[row] = (losses[row] as number) + ((scores[k]?.[row] ?? 0) - (truth[row] === k ? 1 : 0)) ** 2;
    return meanScore(losses);
  },
};
