import {
  type InputProblem,
  type MetricName,
  metricDirection,
  type Parsed,
  type Predictions,
  parsePredictions,
  type Scored,
  type ScoreReport,
} from "@gradmark/contract";
import { bootstrapInterval } from "../statistics/bootstrap.ts";
import { wilsonInterval } from "../statistics/wilson.ts";
import { findMetric } from "./find-metric.ts";
import type { Metric, MetricInput } from "./metric-input.ts";
import { predictedForm } from "./predicted-form.ts";
import { readSolution, type Solution, type Usage } from "./read-solution.ts";

/**
 * Scores a predictions file against a solution file. With a `Usage` column `score` is over the public and private
 * rows together; rows with usage Ignored count nowhere, but their ids must be predicted.
 */
export function scorePredictions(request: {
  predictions: Uint8Array;
  solution: Uint8Array;
  metric: MetricName;
  /** Draws for the interval of a metric that is not a share of rows; none by default, for it takes as many scorings. */
  draws?: number;
}): Parsed<ScoreReport> {
  const solution = readSolution(request.solution);
  if (!solution.ok) return solution;
  const form = predictedForm(findMetric(request.metric).form, solution.value, request.predictions);
  const predictions = parsePredictions(request.predictions, {
    idColumn: solution.value.idColumn,
    ...form,
    ids: new Set(solution.value.truth.keys()),
  });
  if (!predictions.ok) return predictions;
  const files = { solution: solution.value, predictions: predictions.value, columns: form.targetColumns };
  return report(request.metric, files, request.draws ?? 0);
}

interface Files {
  solution: Solution;
  predictions: Predictions;
  /** The predictions' target columns. */
  columns: readonly string[];
}

function report(name: MetricName, files: Files, draws: number): Parsed<ScoreReport> {
  const { usage } = files.solution;
  const on = (wanted: readonly Usage[] | null): Parsed<Scored> => scoreRows(name, files, wanted, draws);
  const all = on(usage === null ? null : ["public", "private"]);
  if (!all.ok) return all;
  const base = { metric: name, direction: metricDirection(name), ...all.value };
  if (usage === null) return { ok: true, value: { ...base, public: null, private: null } };
  // A published split has public rows only: a part without rows has no score, and that is no fault of the file.
  const named = new Set(usage.values());
  const part = (wanted: Usage): Parsed<Scored | null> => (named.has(wanted) ? on([wanted]) : { ok: true, value: null });
  const parts = { public: part("public"), private: part("private") };
  if (!parts.public.ok) return parts.public;
  if (!parts.private.ok) return parts.private;
  return { ok: true, value: { ...base, public: parts.public.value, private: parts.private.value } };
}

function scoreRows(name: MetricName, files: Files, wanted: readonly Usage[] | null, draws: number): Parsed<Scored> {
  const input = rowsOf(files, wanted);
  const rows = input.truth.length;
  if (rows === 0) return undefinedMetric(name, wanted, "there are none");
  const metric = findMetric(name);
  const result = metric.score(input);
  if ("undefinedBecause" in result) return undefinedMetric(name, wanted, result.undefinedBecause);
  const interval = metric.isShareOfRows ? wilsonInterval(result.score, rows) : drawInterval(metric.score, input, draws);
  return { ok: true, value: { score: result.score, rows, interval } };
}

/** The rows with one of the wanted usages, in the order of the solution. */
function rowsOf({ solution, predictions, columns }: Files, wanted: readonly Usage[] | null): MetricInput {
  const truth: (readonly string[])[] = [];
  const predicted: (readonly string[])[] = [];
  for (const [id, cells] of solution.truth) {
    const usage = solution.usage?.get(id);
    if (wanted !== null && (usage === undefined || !wanted.includes(usage))) continue;
    truth.push(cells);
    predicted.push(predictions.get(id) ?? []);
  }
  return { truth, predicted, truthColumns: solution.targetColumns, predictedColumns: columns };
}

/** The same seed always, so that a score is the same whenever it is computed again. */
const drawSeed = 1;

function drawInterval(score: Metric, input: MetricInput, draws: number): [number, number] | null {
  if (draws === 0) return null;
  const scoreOf = (drawn: readonly number[]): number | null => {
    const pick = (rows: MetricInput["truth"]) => drawn.map((row) => rows[row] ?? []);
    const result = score({ ...input, truth: pick(input.truth), predicted: pick(input.predicted) });
    return "score" in result ? result.score : null;
  };
  return bootstrapInterval(input.truth.length, scoreOf, { draws, seed: drawSeed });
}

function undefinedMetric(name: string, wanted: readonly Usage[] | null, why: string): Parsed<never> {
  const where = wanted === null ? "these rows" : `the ${wanted.join(" and ")} rows`;
  const problem: InputProblem = { code: "metric-undefined", message: `${name} is not defined on ${where}: ${why}.` };
  return { ok: false, problems: [problem] };
}
