import {
  expectHeader,
  type InputProblem,
  type Parsed,
  type PredictionTable,
  type Scored,
  type ScoreReport,
  TableReader,
} from "@gradmark/contract";
import { shortText } from "../../rerun/words.ts";
import { type Solution, SolutionReader, type Usage } from "../read-solution.ts";
import { type MetricScript, type MetricTools, runMetricScript } from "./run-metric-script.ts";
import { writeRows } from "./write-rows.ts";

/**
 * Scores a predictions file by the host's own metric script, which runs alone in a sandbox: once for all rows and once
 * for each part of the board, so that it need not know of parts. It sees the ids and cells of those rows, the same rows
 * in the same order in both files.
 * @throws MetricScriptError when the script gives no score; SandboxError when the sandbox fails
 */
export async function scoreByScript(
  request: { predictions: Uint8Array; solution: Uint8Array | Solution; script: MetricScript },
  tools: MetricTools,
): Promise<Parsed<ScoreReport>> {
  const solution = readOnce(request.solution);
  if (!solution.ok) return solution;
  const predictions = readPredictions(request.predictions, solution.value);
  if (!predictions.ok) return predictions;
  const on = (parts: readonly Usage[] | null): Promise<Parsed<Scored>> =>
    scorePart(request.script, { solution: solution.value, predictions: predictions.value, parts }, tools);
  const { usage } = solution.value;
  const all = await on(usage === null ? null : ["public", "private"]);
  if (!all.ok) return all;
  const report = { metric: request.script.name, direction: request.script.direction, ...all.value };
  const partOf = async (part: Usage): Promise<Parsed<Scored | null>> =>
    usage?.includes(part) ? on([part]) : { ok: true, value: null };
  const publicPart = await partOf("public");
  if (!publicPart.ok) return publicPart;
  const privatePart = await partOf("private");
  if (!privatePart.ok) return privatePart;
  return { ok: true, value: { ...report, public: publicPart.value, private: privatePart.value } };
}

function readOnce(solution: Uint8Array | Solution): Parsed<Solution> {
  if (!(solution instanceof Uint8Array)) return { ok: true, value: solution };
  const reader = new SolutionReader("labels");
  reader.push(solution);
  return reader.finish();
}

function readPredictions(bytes: Uint8Array, { idColumn, targetColumns, ids }: Solution): Parsed<PredictionTable> {
  const reader = new TableReader(expectHeader({ idColumn, targetColumns, cell: { kind: "text" }, ids }));
  reader.push(bytes);
  return reader.finish();
}

async function scorePart(
  script: MetricScript,
  files: { solution: Solution; predictions: PredictionTable; parts: readonly Usage[] | null },
  tools: MetricTools,
): Promise<Parsed<Scored>> {
  const { solution, predictions, parts } = files;
  const rows: number[] = [];
  for (let row = 0; row < solution.ids.size; row++) {
    const usage = solution.usage?.[row];
    if (parts === null || (usage !== undefined && parts.includes(usage))) rows.push(row);
  }
  if (rows.length === 0) return refused(`${script.name} has no rows to score.`);
  const header = [solution.idColumn, ...solution.targetColumns];
  const answer = await runMetricScript(
    script,
    {
      predictions: writeRows(header, solution.ids, predictions.columns, rows),
      solution: writeRows(header, solution.ids, solution.truth, rows),
    },
    tools,
  );
  if ("problem" in answer) return refused(shortText(answer.problem, 500));
  return { ok: true, value: { score: answer.score, rows: rows.length, interval: answer.interval ?? null } };
}

function refused(message: string): Parsed<never> {
  const problem: InputProblem = { code: "metric-undefined", message };
  return { ok: false, problems: [problem] };
}
