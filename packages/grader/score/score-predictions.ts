import type {
  InputProblem,
  KitMetric,
  MetricName,
  Parsed,
  PredictionTable,
  Scored,
  ScoreReport,
} from "@gradmark/contract";
import { wilsonInterval } from "../statistics/wilson.ts";
import { drawInterval, usualDraws } from "./draw-interval.ts";
import type { Metric, ScoreOf } from "./measure/metric-input.ts";
import { findMetric } from "./metrics/find-metric.ts";
import { openPredictions } from "./predictions-reader.ts";
import { type Solution, SolutionReader } from "./read-solution.ts";
import { onceEach, pairRows, rowsOf, type ScoredRows } from "./scored-rows.ts";

interface Options {
  metric: MetricName;
  /** Draws for the interval of a metric that is not a share of rows; 0 gives none. */
  draws?: number;
}

/**
 * Scores a predictions file against a solution file. With a `Usage` column `score` is over the public and private
 * rows together; rows with usage Ignored count nowhere, but their ids must be predicted.
 */
export function scorePredictions(
  request: Options & { predictions: Uint8Array; solution: Uint8Array | Solution },
): Parsed<ScoreReport> {
  const metric = findMetric(request.metric);
  const solution =
    request.solution instanceof Uint8Array ? readSolution(request.solution, request.metric) : request.solution;
  if ("ok" in solution && !solution.ok) return solution;
  const truth = "ok" in solution ? solution.value : solution;
  const reader = openPredictions(metric.form, truth);
  reader.push(request.predictions);
  return score(metric, truth, reader.finish(), request.draws);
}

/** The same of files that come in pieces: of each row its id and its numbers are kept, not its text. */
export async function scoreStreams(
  request: Options & { predictions: AsyncIterable<Uint8Array>; solution: AsyncIterable<Uint8Array> },
): Promise<Parsed<ScoreReport>> {
  const metric = findMetric(request.metric);
  const solutionReader = new SolutionReader(metric.form);
  for await (const chunk of request.solution) solutionReader.push(chunk);
  const solution = solutionReader.finish();
  if (!solution.ok) return solution;
  const reader = openPredictions(metric.form, solution.value);
  for await (const chunk of request.predictions) reader.push(chunk);
  return score(metric, solution.value, reader.finish(), request.draws);
}

/** Reads a solution once, for the scores of many files by one metric, or by a host's own script. */
export function readSolution(bytes: Uint8Array, metric: KitMetric): Parsed<Solution> {
  const reader = new SolutionReader(typeof metric === "string" ? findMetric(metric).form : "labels");
  reader.push(bytes);
  return reader.finish();
}

function score(
  metric: Metric,
  solution: Solution,
  predictions: Parsed<PredictionTable>,
  draws = usualDraws,
): Parsed<ScoreReport> {
  if (!predictions.ok) return predictions;
  const rows = pairRows(solution, predictions.value);
  const scoreOf = rows.input.rows === 0 ? null : metric.prepare(rows.input);
  const on = (part: "public" | "private" | null): Parsed<Scored> => scorePart(metric, scoreOf, { rows, part, draws });
  const all = on(null);
  if (!all.ok) return all;
  const base = { metric: metric.name, direction: metric.direction, ...all.value };
  if (rows.usage === null) return { ok: true, value: { ...base, public: null, private: null } };
  // A published split has public rows only: a part without rows has no score, and that is no fault of the file.
  const partOf = (part: "public" | "private"): Parsed<Scored | null> =>
    rows.usage?.includes(part) ? on(part) : { ok: true, value: null };
  const parts = { public: partOf("public"), private: partOf("private") };
  if (!parts.public.ok) return parts.public;
  if (!parts.private.ok) return parts.private;
  return { ok: true, value: { ...base, public: parts.public.value, private: parts.private.value } };
}

function scorePart(
  metric: Metric,
  scoreOf: ScoreOf | null,
  { rows, part, draws }: { rows: ScoredRows; part: "public" | "private" | null; draws: number },
): Parsed<Scored> {
  const where = part !== null ? `the ${part} rows` : rows.usage === null ? "these rows" : "the public and private rows";
  if (scoreOf === null) return undefinedOn(metric, where, "there are none");
  const chosen = part === null ? null : rowsOf(rows, part);
  const result = scoreOf(chosen && onceEach(chosen, rows.input.rows));
  if ("undefinedBecause" in result) return undefinedOn(metric, where, result.undefinedBecause);
  const count = chosen?.length ?? rows.input.rows;
  const interval = metric.isShareOfRows
    ? wilsonInterval(result.score, count)
    : drawInterval(drawnScore(metric), rows.input, chosen ?? rowsOf(rows, null), result.score, draws);
  return { ok: true, value: { score: result.score, rows: count, interval } };
}

function drawnScore(metric: Metric): Parameters<typeof drawInterval>[0] {
  return (input) => {
    const scoreOf = metric.prepare(input);
    return (counts) => {
      const result = scoreOf(counts);
      return "score" in result ? result.score : null;
    };
  };
}

function undefinedOn(metric: Metric, where: string, why: string): Parsed<never> {
  const problem: InputProblem = {
    code: "metric-undefined",
    message: `${metric.name} is not defined on ${where}: ${why}.`,
  };
  return { ok: false, problems: [problem] };
}
