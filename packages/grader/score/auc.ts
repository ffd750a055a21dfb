import { type ClassScores, readClassScores } from "./class-probabilities.ts";
import type { Metric, MetricResult } from "./metric-input.ts";
import { meanOf } from "./number-columns.ts";
import { midranks } from "./ranks.ts";

/** Area under the ROC curve of two classes; the second in order is the positive one (scikit-learn: `roc_auc_score`). */
export const auc: Metric = (input) => {
  const read = readClassScores(input);
  if ("undefinedBecause" in read) return read;
  if (read.classes.length !== 2) return { undefinedBecause: "it needs exactly two classes; auc-ovr takes more" };
  return aucOfClass(read, 1);
};

/** Mean of the areas of each class against the rest (scikit-learn: `roc_auc_score` with `multi_class="ovr"`). */
export const aucOneVsRest: Metric = (input) => {
  const read = readClassScores(input);
  if ("undefinedBecause" in read) return read;
  const areas: number[] = [];
  for (const k of read.classes.keys()) {
    const area = aucOfClass(read, k);
    if ("undefinedBecause" in area) return area;
    areas.push(area.score);
  }
  return { score: meanOf(areas) };
};

/**
 * The area is the chance that a positive row has the higher score, ties counting half: the Mann–Whitney statistic
 * (Hanley & McNeil, Radiology 143, 1982).
 */
function aucOfClass({ classes, truth, scores }: ClassScores, k: number): MetricResult {
  const own = Array.from(truth, (_, row) => scores[row * classes.length + k] ?? 0);
  const ranks = midranks(own);
  let positives = 0;
  let rankSum = 0;
  truth.forEach((t, row) => {
    if (t !== k) return;
    positives++;
    rankSum += ranks[row] ?? 0;
  });
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0)
    return { undefinedBecause: `class ${classes[k]} has ${positives === 0 ? "no row" : "all rows"} of the truth` };
  return { score: (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives) };
}
