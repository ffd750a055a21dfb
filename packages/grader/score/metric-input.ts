/** The rows that are scored, at least one, in one order. Cells are text, as they stand in the files. */
export interface MetricInput {
  truth: readonly (readonly string[])[];
  predicted: readonly (readonly string[])[];
  /** Names of the solution's and of the predictions' target columns. */
  truthColumns: readonly string[];
  predictedColumns: readonly string[];
}

/** A score, or why the metric has none on these rows. */
export type MetricResult = { score: number } | { undefinedBecause: string };

export type Metric = (input: MetricInput) => MetricResult;
