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
import { findMetric } from "./find-metric.ts";
import { predictedForm } from "./predicted-form.ts";
import { readSolution, type Solution, type Usage } from "./read-solution.ts";
import { wilsonInterval } from "./wilson.ts";

/**
 * Scores a predictions file against a solution file. With a `Usage` column `score` is over the public and private
 * rows together; rows with usage Ignored count nowhere, but their ids must be predicted.
 */
export function scorePredictions(request: {
  predictions: Uint8Array;
  solution: Uint8Array;
  metric: MetricName;
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
  return report(request.metric, solution.value, predictions.value, form.targetColumns);
}

function report(
  name: MetricName,
  solution: Solution,
  predictions: Predictions,
  columns: readonly string[],
): Parsed<ScoreReport> {
  const { usage } = solution;
  const on = (wanted: readonly Usage[] | null): Parsed<Scored> =>
    scoreRows(name, solution, predictions, columns, wanted);
  const all = on(usage === null ? null : ["public", "private"]);
  if (!all.ok) return all;
  const base = {
    metric: name,
    direction: metricDirection(name),
    rows: all.value.rows,
    score: all.value.score,
    interval: all.value.interval,
  };
  if (usage === null) return { ok: true, value: { ...base, public: null, private: null } };
  // A published split has public rows only: a part without rows has no score, and that is no fault of the file.
  const named = new Set(usage.values());
  const part = (wanted: Usage): Parsed<Scored | null> => (named.has(wanted) ? on([wanted]) : { ok: true, value: null });
  const parts = { public: part("public"), private: part("private") };
  if (!parts.public.ok) return parts.public;
  if (!parts.private.ok) return parts.private;
  return { ok: true, value: { ...base, public: parts.public.value, private: parts.private.value } };
}

function scoreRows(
  name: MetricName,
  solution: Solution,
  predictions: Predictions,
  predictedColumns: readonly string[],
  wanted: readonly Usage[] | null,
): Parsed<Scored> {
  const truth: (readonly string[])[] = [];
  const predicted: (readonly string[])[] = [];
  for (const [id, cells] of solution.truth) {
    const usage = solution.usage?.get(id);
    if (wanted !== null && (usage === undefined || !wanted.includes(usage))) continue;
    truth.push(cells);
    predicted.push(predictions.get(id) ?? []);
  }
  if (truth.length === 0) return undefinedMetric(name, wanted, "there are none");
  const metric = findMetric(name);
  const result = metric.score({ truth, predicted, truthColumns: solution.targetColumns, predictedColumns });
  if ("undefinedBecause" in result) return undefinedMetric(name, wanted, result.undefinedBecause);
  const interval = metric.isShareOfRows ? wilsonInterval(result.score, truth.length) : null;
  return { ok: true, value: { score: result.score, rows: truth.length, interval } };
}

function undefinedMetric(name: string, wanted: readonly Usage[] | null, why: string): Parsed<never> {
  const where = wanted === null ? "these rows" : `the ${wanted.join(" and ")} rows`;
  const problem: InputProblem = { code: "metric-undefined", message: `${name} is not defined on ${where}: ${why}.` };
  return { ok: false, problems: [problem] };
}
