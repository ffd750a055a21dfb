import { sameCells } from "../compare/compare-predictions.ts";
import type { Metric } from "./metric-input.ts";

/** Share of rows whose label is right (scikit-learn: `accuracy_score`). */
export const accuracy: Metric = ({ truth, predicted }) => {
  if (truth.length === 0) return { undefinedBecause: "there are no rows" };
  return { score: truth.filter((cells, k) => sameCells(cells, predicted[k] ?? [])).length / truth.length };
};
