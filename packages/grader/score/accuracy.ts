import { sameCells } from "../compare/compare-predictions.ts";
import type { Metric } from "./metric-input.ts";

/** Share of rows whose labels are right (scikit-learn: `accuracy_score`). */
export const accuracy: Metric = ({ truth, predicted }) => ({
  score: truth.filter((cells, k) => sameCells(cells, predicted[k] ?? [])).length / truth.length,
});
