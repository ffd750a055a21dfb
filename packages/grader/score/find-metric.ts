import type { MetricName } from "@gradmark/contract";
import { accuracy } from "./accuracy.ts";
import type { Metric } from "./metric-input.ts";
import type { Solution } from "./read-solution.ts";

export interface MetricEntry {
  score: Metric;
  /** What the cells of a predictions file must be. */
  cell: "text" | "number";
  /** Whether the score is a share of independent rows, so that an interval for shares holds. */
  isShareOfRows: boolean;
  /** The target columns that a predictions file must have. */
  predictedColumns(solution: Solution, predictions: Uint8Array): readonly string[];
}

const sameColumns: MetricEntry["predictedColumns"] = (solution) => solution.targetColumns;

export function findMetric(name: MetricName): MetricEntry {
  switch (name) {
    case "accuracy":
      return { score: accuracy, cell: "text", isShareOfRows: true, predictedColumns: sameColumns };
    default:
      throw new RangeError(`no metric ${name}`);
  }
}
