import { labelOf } from "@gradmark/contract";
import { type ClassScores, readClassScores } from "../measure/class-scores.ts";
import { type Metric, type MetricInput, type ScoreOf, undefinedBecause } from "../measure/metric-input.ts";
import { labelsIn, listsOf } from "../measure/ranked-lists.ts";
import { meanScore } from "../measure/sums.ts";

/** Predictions are one column a class, or one column with labels separated by blanks, best first. */
export function topK(k: number): Metric {
  return {
    name: `top-${k}`,
    direction: "max",
    definition: `Share of rows whose label is among the ${k} best; of equal scores the later class is the better one.`,
    source: "scikit-learn: top_k_accuracy_score",
    form: "classes-or-list",
    isShareOfRows: true,
    prepare: (input) => (input.predicted[0]?.kind === "words" ? topOfLists(input, k) : topOfClasses(input, k)),
  };
}

function topOfLists({ truth, predicted }: MetricInput, k: number): ScoreOf {
  const wanted = listsOf(truth[0], (cell) => [labelOf(cell)]);
  const found = listsOf(predicted[0], (cell) => labelsIn(cell).slice(0, k));
  return meanScore(Float64Array.from(found, (list, row) => (list.includes(wanted[row]?.[0] ?? "") ? 1 : 0)));
}

function topOfClasses(input: MetricInput, k: number): ScoreOf {
  const read = readClassScores(input);
  if ("undefinedBecause" in read) return undefinedBecause(read.undefinedBecause);
  return meanScore(Float64Array.from(read.truth, (t, row) => (rankOf(read, row, t) < k ? 1 : 0)));
}

/** How many classes stand before this one. */
function rankOf({ classes, scores }: ClassScores, row: number, k: number): number {
  const own = scores[k]?.[row] ?? 0;
  let before = 0;
  for (let other = 0; other < classes.length; other++) {
    const score = scores[other]?.[row] ?? 0;
    if (score > own || (score === own && other > k)) before++;
  }
  return before;
}
