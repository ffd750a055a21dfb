import { labelOf } from "../compare/cells.ts";
import { type ClassScores, readClassScores } from "./class-probabilities.ts";
import type { Metric } from "./metric-input.ts";

/**
 * Share of rows whose label is among the k best (scikit-learn: `top_k_accuracy_score`). Predictions are one column a
 * class, or one column with labels separated by blanks, best first.
 */
export function topK(k: number): Metric {
  return (input) => {
    if (input.predictedColumns.length === 1) {
      const hits = input.truth.filter((cells, row) => {
        const list = (input.predicted[row]?.[0] ?? "").split(/\s+/).map(labelOf);
        return list.slice(0, k).includes(labelOf(cells[0]));
      });
      return { score: hits.length / input.truth.length };
    }
    const read = readClassScores(input);
    if ("undefinedBecause" in read) return read;
    const hits = read.truth.filter((t, row) => rankOf(read, row, t) < k);
    return { score: hits.length / read.truth.length };
  };
}

/** How many classes stand before this one; of equal scores the later class stands first, as in scikit-learn. */
function rankOf({ classes, scores }: ClassScores, row: number, k: number): number {
  const own = scores[row * classes.length + k] ?? 0;
  let before = 0;
  for (let other = 0; other < classes.length; other++) {
    const score = scores[row * classes.length + other] ?? 0;
    if (score > own || (score === own && other > k)) before++;
  }
  return before;
}
