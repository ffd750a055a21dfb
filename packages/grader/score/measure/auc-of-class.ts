import type { ClassScores } from "./class-scores.ts";
import type { ScoreOf } from "./metric-input.ts";
import { ascendingOrder, midranks } from "./ranks.ts";

/**
 * The area under the ROC curve of one class against the rest: the chance that a row of the class has the higher score,
 * ties counting half, which is the Mann–Whitney statistic (Hanley & McNeil, Radiology 143, 1982).
 */
export function aucOfClass({ classes, truth, scores }: ClassScores, k: number): ScoreOf {
  const own = scores[k] ?? new Float64Array(truth.length);
  const order = ascendingOrder(own);
  return (counts) => {
    const ranks = midranks(own, order, counts);
    let rows = 0;
    let positives = 0;
    let rankSum = 0;
    for (let row = 0; row < truth.length; row++) {
      const times = counts === null ? 1 : (counts[row] as number);
      rows += times;
      if (truth[row] !== k) continue;
      positives += times;
      rankSum += times * (ranks[row] as number);
    }
    const negatives = rows - positives;
    if (positives === 0 || negatives === 0)
      return { undefinedBecause: `class ${classes[k]} has ${positives === 0 ? "no row" : "all rows"} of the truth` };
    return { score: (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives) };
  };
}
