import type { Column } from "@gradmark/contract";

/** The rows that are scored, in one order, as columns: row k of the truth belongs to row k of the predictions. */
export interface MetricInput {
  rows: number;
  truth: readonly Column[];
  predicted: readonly Column[];
  /** Names of the solution's and of the predictions' target columns. */
  truthColumns: readonly string[];
  predictedColumns: readonly string[];
}

/** A score, or why the metric has none on these rows. */
export type MetricResult = { score: number } | { undefinedBecause: string };

/**
 * How often each row counts; null: each once. The public rows are ones among noughts, and a row that was drawn twice
 * is a two: whatever is costly is done once for all of them.
 */
export type RowCounts = Int32Array | null;

/** The score of the rows, each counted so often; at least one counts. */
export type ScoreOf = (counts: RowCounts) => MetricResult;

/** What a metric reads: labels or lists as words, numbers, or numbers by class (or one column of them for two). */
export type Form = "labels" | "numbers" | "classes" | "classes-or-list";

export interface Metric {
  /** As in the contract's list; `top-k` and `map@k` with their k. */
  name: string;
  direction: "max" | "min";
  definition: string;
  /** The function that has the same value, or who defined it. */
  source: string;
  form: Form;
  /** Whether the score is a share of independent rows, so that an interval for shares holds. */
  isShareOfRows?: boolean;
  /** Reads the columns once; what follows costs one pass over the rows. */
  prepare(input: MetricInput): ScoreOf;
}

export function undefinedBecause(why: string): ScoreOf {
  return () => ({ undefinedBecause: why });
}
