import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type InputProblem,
  type KitMetric,
  metricDirection,
  metricLabel,
  metricName,
  type Scored,
  type ScoreReport,
} from "@gradmark/contract";
import { comparePaired, type PairedComparison, sandboxNames, scoreStreams } from "@gradmark/grader";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { openOurSandbox } from "../rerun/open-chosen-sandbox.ts";
import { mustHandOver } from "../service-user/hand-over.ts";

interface Options {
  predictions: string;
  solution: string;
  metric?: string;
  metricScript?: string;
  direction: string;
  kit?: string;
  against?: string;
  sandbox: string;
  json?: boolean;
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
  if (typeof metric !== "string") return await scoreByOwnScript({ ...metric, folder }, options, context);
  await using files = await openFiles(options, context);
  await context.leaveRoot?.();
  const { predictions, solution, against } = files;
  const report = await scoreStreams({ metric, predictions: piecesOf(predictions), solution: piecesOf(solution) });
  if (!report.ok) return refusedResult(metric, report.problems);
  if (against === null) return scoredResult(report.value, null);
  const [first, second, truth] = await Promise.all([predictions, against, solution].map(readWhole));
  if (!first || !second || !truth) throw new Error("three files were read");
  // On the private rows where there are some: they decide.
  const usage = report.value.private ? "private" : null;
  const compared = comparePaired({ first, second, solution: truth, metric, usage });
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

async function scoreByOwnScript(
  { script, direction, folder }: { script: string; direction: "max" | "min"; folder: string },
  options: Options,
  context: CliContext,
): Promise<CommandResult> {
  if (options.against !== undefined) throw new UsageError("--against needs a metric of the list");
  const sandbox = sandboxNames.find((name) => name === options.sandbox);
  if (!sandbox) throw new UsageError(`--sandbox is one of ${sandboxNames.join(", ")}, not "${options.sandbox}"`);
  const path = resolve(folder, script);
  const { scoreByMetricScript } = await import("../score/metric-script.ts");
  if (mustHandOver()) {
    const { scoreAsServiceUser } = await import("../score/score-as-service-user.ts");
    const [predictions, solution] = [options.predictions, options.solution].map((file) => resolve(context.cwd, file));
    if (!predictions || !solution) throw new Error("two files were named");
    const { json } = options;
    return scoreAsServiceUser({ predictions, solution, metricScript: path, direction, sandbox, json }, context);
  }
  await using opened = await openFiles(options, context);
  const files = { predictions: await readWhole(opened.predictions), solution: await readWhole(opened.solution) };
  const own = { path, direction, sandbox: await openOurSandbox(sandbox, context) };
  const report = await scoreByMetricScript(own, files, context.signal);
  return report.ok ? scoredResult(report.value, null) : refusedResult({ script, direction }, report.problems);
}

interface OpenFiles extends AsyncDisposable {
  predictions: NamedFile;
  solution: NamedFile;
  against: NamedFile | null;
}

interface NamedFile {
  name: string;
  handle: FileHandle;
}

/** Opens them all before anything of them is read: by then the process may be somebody else. */
async function openFiles({ predictions, solution, against }: Options, context: CliContext): Promise<OpenFiles> {
  await using stack = new AsyncDisposableStack();
  const openOne = async (name: string): Promise<NamedFile> => {
    const handle = await open(resolve(context.cwd, name)).catch((cause: unknown) => cannotRead(name, cause));
    return { name, handle: stack.use(handle) };
  };
  const files = {
    predictions: await openOne(predictions),
    solution: await openOne(solution),
    against: against === undefined ? null : await openOne(against),
  };
  const opened = stack.move();
  return { ...files, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** A megabyte at a time, from where the handle stands: the file may be a pipe. */
async function* piecesOf({ name, handle }: NamedFile, start?: number): AsyncGenerator<Uint8Array, undefined> {
  const options = { highWaterMark: 2 ** 20, autoClose: false, ...(start !== undefined && { start }) };
  try {
    for await (const piece of handle.createReadStream(options)) yield piece;
  } catch (cause) {
    cannotRead(name, cause);
  }
}

async function readWhole(file: NamedFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(file, 0)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function cannotRead(name: string, cause: unknown): never {
  throw new UsageError(`${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
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
