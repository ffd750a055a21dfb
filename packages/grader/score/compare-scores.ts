import type { MetricName, Parsed, PredictionTable } from "@gradmark/contract";
import { middleOf } from "../statistics/bootstrap.ts";
import { mcnemarExact } from "../statistics/mcnemar.ts";
import { drawScores, usualDraws } from "./draw-interval.ts";
import type { Metric, MetricInput, RowCounts } from "./measure/metric-input.ts";
import { accuracy, rightRows } from "./metrics/accuracy.ts";
import { findMetric } from "./metrics/find-metric.ts";
import { openPredictions } from "./predictions-reader.ts";
import type { Solution } from "./read-solution.ts";
import { readSolution } from "./score-predictions.ts";
import { onceEach, pairRows, rowsOf, type ScoredRows } from "./scored-rows.ts";

/** Two predictions files on the same rows. */
export interface PairedComparison {
  rows: number;
  first: number;
  second: number;
  /** First less second, and the 95 % interval of the difference over drawn rows. */
  difference: number;
  interval: [number, number] | null;
  /** The chance that two files of equal quality are apart by so much, two-sided. */
  probability: number;
  /**
   * McNemar's exact test for accuracy; else a paired bootstrap: the same drawn rows for both files
   * (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 16).
   */
  test: "mcnemar" | "paired-bootstrap";
  /** By right and wrong rows, for accuracy. */
  table: { bothRight: number; onlyFirstRight: number; onlySecondRight: number } | null;
}

/**
 * Says whether one file's score is really different from another's, such as the benchmark's: on the same rows a
 * small difference can be sure, and a large one chance.
 * @param usage which rows count; "private" for the rows that decide, null for all but the ignored
 */
export function comparePaired(request: {
  first: Uint8Array;
  second: Uint8Array;
  solution: Uint8Array;
  metric: MetricName;
  usage: "public" | "private" | null;
}): Parsed<PairedComparison> {
  const metric = findMetric(request.metric);
  const solution = readSolution(request.solution, request.metric);
  if (!solution.ok) return solution;
  const first = readFile(metric, solution.value, request.first);
  if (!first.ok) return first;
  const second = readFile(metric, solution.value, request.second);
  if (!second.ok) return second;
  const pair = { first: pairRows(solution.value, first.value), second: pairRows(solution.value, second.value) };
  return compareRows(metric, pair, rowsOf(pair.first, request.usage));
}

function readFile(metric: Metric, solution: Solution, bytes: Uint8Array): Parsed<PredictionTable> {
  const reader = openPredictions(metric.form, solution);
  reader.push(bytes);
  return reader.finish();
}

type Pair = Record<"first" | "second", ScoredRows>;

function compareRows(metric: Metric, pair: Pair, rows: Int32Array): Parsed<PairedComparison> {
  const once = onceEach(rows, pair.first.input.rows);
  const [first, second] = [pair.first, pair.second].map(({ input }) =>
    rows.length === 0 ? null : metric.prepare(input)(once),
  );
  if (!first || !second || "undefinedBecause" in first || "undefinedBecause" in second) {
    const why = [first, second].find((one) => one && "undefinedBecause" in one);
    const message = `${metric.name} is not defined on these rows: ${why && "undefinedBecause" in why ? why.undefinedBecause : "there are none"}.`;
    return { ok: false, problems: [{ code: "metric-undefined", message }] };
  }
  const difference = first.score - second.score;
  const drawn = drawScores(differenceOf(metric, pair), bothInputs(pair), rows, difference, usualDraws);
  const table = metric.name === accuracy.name ? rightAndWrong(pair, rows) : null;
  const value: PairedComparison = {
    rows: rows.length,
    first: first.score,
    second: second.score,
    difference,
    interval: middleOf(drawn, usualDraws),
    probability: table ? mcnemarExact(table.onlyFirstRight, table.onlySecondRight) : shareBeyondZero(drawn),
    test: table ? "mcnemar" : "paired-bootstrap",
    table,
  };
  return { ok: true, value };
}

/** The columns of the first file, then those of the second: what is drawn is drawn for both. */
function bothInputs({ first, second }: Pair): MetricInput {
  return { ...first.input, predicted: [...first.input.predicted, ...second.input.predicted] };
}

function differenceOf(metric: Metric, { first, second }: Pair) {
  return (both: MetricInput) => {
    const ofFirst = first.input.predicted.length;
    const scoreOf = {
      first: metric.prepare({ ...both, predicted: both.predicted.slice(0, ofFirst) }),
      second: metric.prepare({
        ...both,
        predicted: both.predicted.slice(ofFirst),
        predictedColumns: second.input.predictedColumns,
      }),
    };
    return (counts: RowCounts): number | null => {
      const [one, other] = [scoreOf.first(counts), scoreOf.second(counts)];
      return "score" in one && "score" in other ? one.score - other.score : null;
    };
  };
}

/** Twice the share of draws on the smaller side of no difference; never 0, for so few draws cannot say so. */
function shareBeyondZero(differences: Float64Array): number {
  const below = differences.filter((one) => one <= 0).length;
  const above = differences.filter((one) => one >= 0).length;
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (differences.length + 1));
}

function rightAndWrong({ first, second }: Pair, rows: Int32Array): NonNullable<PairedComparison["table"]> {
  const [one, other] = [rightRows(first.input), rightRows(second.input)];
  const table = { bothRight: 0, onlyFirstRight: 0, onlySecondRight: 0 };
  for (const row of rows) {
    if (one[row] === 1 && other[row] === 1) table.bothRight++;
    else if (one[row] === 1) table.onlyFirstRight++;
    else if (other[row] === 1) table.onlySecondRight++;
  }
  return table;
}
