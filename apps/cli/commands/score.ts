import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type InputProblem, metricDirection, metricName, type Scored, type ScoreReport } from "@gradmark/contract";
import { scorePredictions } from "@gradmark/grader";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

interface Options {
  predictions: string;
  solution: string;
  metric: string;
}

export function registerScore(program: Command, runner: Runner): void {
  program
    .command("score")
    .description("score a predictions file against a solution file")
    .requiredOption("--predictions <file>", "CSV, its header that of the solution without Usage")
    .requiredOption("--solution <file>", "CSV: id, truth and, for a public and private score, Usage")
    .requiredOption("--metric <name>", "accuracy, log-loss, top-3, map@3, …")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(score));
}

const score: Action<Options> = async (options, context) => {
  const metric = metricName.safeParse(options.metric);
  if (!metric.success) throw new UsageError(`"${options.metric}" is ${metric.error.issues[0]?.message}`);
  const [predictions, solution] = await Promise.all([
    readInput(options.predictions, context),
    readInput(options.solution, context),
  ]);
  const report = scorePredictions({ predictions, solution, metric: metric.data });
  return report.ok ? scoredResult(report.value) : refusedResult(metric.data, report.problems);
};

async function readInput(path: string, context: CliContext): Promise<Uint8Array> {
  try {
    return await readFile(resolve(context.cwd, path));
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function scoredResult(report: ScoreReport): CommandResult {
  const parts = [`${report.metric} ${report.score} on ${report.rows} rows`];
  if (report.public) parts.push(`public  ${describe(report.public)}`);
  if (report.private) parts.push(`private ${describe(report.private)}`);
  return { json: { ...report, problems: [] }, text: parts.join("\n"), exitCode: 0 };
}

function describe({ score: value, rows, interval }: Scored): string {
  return `${value} on ${rows} rows${interval ? `, 95 % interval ${interval[0].toFixed(4)} … ${interval[1].toFixed(4)}` : ""}`;
}

function refusedResult(metric: string, problems: InputProblem[]): CommandResult {
  const empty = { rows: 0, score: null, public: null, private: null };
  return {
    json: { metric, direction: metricDirection(metric), ...empty, problems },
    text: problems.map((problem) => problem.message).join("\n"),
    exitCode: 2,
  };
}
