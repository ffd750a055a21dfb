import { open } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type InputProblem,
  type KitMetric,
  metricDirection,
  metricLabel,
  metricName,
  type Parsed,
  type Scored,
  type ScoreReport,
} from "@gradmark/contract";
import { comparePaired, type PairedComparison, sandboxNames, scoreStreams } from "@gradmark/grader";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

interface Options {
  predictions: string;
  solution: string;
  metric?: string;
  metricScript?: string;
  direction: string;
  kit?: string;
  against?: string;
  sandbox: string;
}

export function registerScore(program: Command, runner: Runner): void {
  program
    .command("score")
    .description("score a predictions file against a solution file")
    .requiredOption("--predictions <file>", "CSV, its header that of the solution without Usage")
    .requiredOption("--solution <file>", "CSV: id, truth and, for a public and private score, Usage")
    .option("--metric <name>", "accuracy, log-loss, top-3, map@3, …")
    .option("--kit <name|dir>", "the metric of this kit")
    .option("--metric-script <file>", "a program of your own that scores, run in a sandbox: see docs/kits.md")
    .option("--direction <max|min>", "whether a larger or a smaller score of --metric-script is better", "max")
    .option("--sandbox <name>", `for --metric-script: ${sandboxNames.join(", ")}`, "bwrap")
    .option("--against <csv>", "other predictions, such as the benchmark's: is the difference more than chance?")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(score));
}

const score: Action<Options> = async (options, context) => {
  const { metric, folder } = await chooseMetric(options, context);
  const report = await (typeof metric === "string"
    ? scoreStreams({
        metric,
        predictions: readPieces(options.predictions, context),
        solution: readPieces(options.solution, context),
      })
    : runScript({ ...metric, folder }, options, context));
  if (!report.ok) return refusedResult(metric, report.problems);
  if (options.against === undefined) return scoredResult(report.value, null);
  const compared = await compareWith(options.against, metric, report.value, options, context);
  return compared.ok ? scoredResult(report.value, compared.value) : refusedResult(metric, compared.problems);
};

/** Exactly one of the three ways to name a metric. */
async function chooseMetric(options: Options, context: CliContext): Promise<{ metric: KitMetric; folder: string }> {
  const ways = [options.metric, options.metricScript, options.kit].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new UsageError("give one of --metric, --metric-script and --kit");
  const { direction, metricScript } = options;
  if (direction !== "max" && direction !== "min") throw new UsageError("--direction is max or min");
  if (metricScript !== undefined) return { metric: { script: metricScript, direction }, folder: context.cwd };
  if (options.kit !== undefined) {
    const { loadNamedKit } = await import("../load/kit.ts");
    const { kit, dir } = await loadNamedKit(options.kit, context);
    return { metric: kit.competition.metric, folder: dir };
  }
  const metric = metricName.safeParse(options.metric);
  if (!metric.success) throw new UsageError(`"${options.metric}" is ${metric.error.issues[0]?.message}`);
  return { metric: metric.data, folder: context.cwd };
}

async function runScript(
  { script, direction, folder }: { script: string; direction: "max" | "min"; folder: string },
  options: Options,
  context: CliContext,
): Promise<Parsed<ScoreReport>> {
  const sandbox = sandboxNames.find((name) => name === options.sandbox);
  if (!sandbox) throw new UsageError(`--sandbox is one of ${sandboxNames.join(", ")}, not "${options.sandbox}"`);
  const { scoreByMetricScript } = await import("../score/metric-script.ts");
  const files = {
    predictions: await readWhole(options.predictions, context),
    solution: await readWhole(options.solution, context),
  };
  return scoreByMetricScript({ path: resolve(folder, script), direction, sandbox }, files, context.signal);
}

/** On the private rows where there are some: they decide. */
async function compareWith(
  against: string,
  metric: KitMetric,
  report: ScoreReport,
  options: Options,
  context: CliContext,
): Promise<Parsed<PairedComparison>> {
  if (typeof metric !== "string") throw new UsageError("--against needs a metric of the list");
  const [first, second, solution] = await Promise.all(
    [options.predictions, against, options.solution].map((path) => readWhole(path, context)),
  );
  if (!first || !second || !solution) throw new Error("three files were read");
  return comparePaired({ first, second, solution, metric, usage: report.private ? "private" : null });
}

/** A megabyte at a time. */
async function* readPieces(path: string, context: CliContext): AsyncGenerator<Uint8Array, undefined> {
  try {
    await using file = await open(resolve(context.cwd, path));
    for await (const piece of file.createReadStream({ highWaterMark: 2 ** 20, autoClose: false })) yield piece;
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

async function readWhole(path: string, context: CliContext): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(path, context)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function scoredResult(report: ScoreReport, against: PairedComparison | null): CommandResult {
  const interval = report.interval ?? null;
  const parts = [`${report.metric} ${describe({ score: report.score, rows: report.rows, interval })}`];
  if (report.public) parts.push(`public  ${describe(report.public)}`);
  if (report.private) parts.push(`private ${describe(report.private)}`);
  if (against) parts.push(describeComparison(against));
  return { json: { ...report, ...(against && { against }), problems: [] }, text: parts.join("\n"), exitCode: 0 };
}

function describe({ score: value, rows, interval }: Scored): string {
  return `${value} on ${rows} rows${interval ? `, 95 % interval ${interval[0].toFixed(4)} … ${interval[1].toFixed(4)}` : ""}`;
}

function describeComparison({ second, difference, rows, probability, interval }: PairedComparison): string {
  const range = interval ? `, 95 % interval ${interval[0].toFixed(4)} … ${interval[1].toFixed(4)}` : "";
  const chance = probability.toPrecision(2);
  return `against ${second} on the same ${rows} rows: difference ${difference.toFixed(4)}${range}; two equal files are so far apart with probability ${chance}`;
}

function refusedResult(metric: KitMetric, problems: InputProblem[]): CommandResult {
  const empty = { rows: 0, score: null, public: null, private: null };
  return {
    json: { metric: metricLabel(metric), direction: metricDirection(metric), ...empty, problems },
    text: problems.map((problem) => problem.message).join("\n"),
    exitCode: 2,
  };
}
