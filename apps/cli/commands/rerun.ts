import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Kit, metricName, type RerunVerdict } from "@gradmark/contract";
import type { LoadedKit } from "@gradmark/course";
import { findRuntimes, hostContainer, type RerunRequest, reportQuality, rerun, sandboxNames } from "@gradmark/grader";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { toGradescope } from "../gradescope/results.ts";
import { loadNamedKit } from "../load/kit.ts";
import { findTestData } from "../load/test-data.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { openChosenSandbox } from "../rerun/open-chosen-sandbox.ts";
import { parseLimits, parseNumber, parseTolerance, parseWhole, usualLimits } from "../rerun/parse-options.ts";
import { describeVerdict, writePredictions, writeVerdict } from "../rerun/present-verdict.ts";
import { rerunAsServiceUser } from "../rerun/rerun-as-service-user.ts";
import type { RerunOptions } from "../rerun/rerun-options.ts";
import { rulesOfKit } from "../rerun/rules-of-kit.ts";
import { parseProgress, showProgress } from "../rerun/show-progress.ts";
import { mustHandOver } from "../service-user/hand-over.ts";

export function registerRerun(program: Command, runner: Runner): void {
  const collect = (value: string, before: string[]) => [...before, value];
  program
    .command("rerun")
    .description("run a result script in the sandbox and say whether it reproduces an entry")
    .requiredOption("--script <file>", "result.lua, result.py, result.js or result.ts")
    .option("--kit <name|dir>", "take limits, names and, without --data, the published test data from this kit")
    .option("--data <dir>", "test.csv, sample_submission.csv and test-images.idx")
    .option("--model <file>", "a file of the model, as often as needed", collect, [])
    .option("--expect <csv>", "the final entry")
    .option("--expect-score <x>", "the final entry's score, when there is no file of it; needs --solution")
    .option("--tolerance <rows=N,score=X>", "both must hold for within-tolerance")
    .option("--repeat <n>", "runs in all", "1")
    .option("--audit", "also run on permuted rows: predictions must follow the images")
    .option("--solution <csv>", "score the output; never seen by the script")
    .option("--metric <name>", "for --solution; default: the kit's, else accuracy")
    .option("--shadow <dir>", "images that were never given out, for the audit")
    .option("--shadow-solution <csv>", "their labels")
    .option("--sandbox <name>", `${sandboxNames.join(", ")}, or ${hostContainer} where the kit allows it`, "bwrap")
    .option("--limit <name=value>", "wall=10s, cpu=60s, memory=512M, pids=64, output=1M, disk=256M", collect, [])
    .option("--out <dir>", "receives predictions.csv, the logs and the verdict")
    .option("--format <format>", "gradescope: a results.json instead of the verdict")
    .option("--progress <way>", "what is shown on stderr meanwhile: text, json (a line for each event), none", "text")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(rerunScript));
}

const rerunScript: Action<RerunOptions> = async (options, context) => {
  if (options.format !== undefined && options.format !== "gradescope")
    throw new UsageError("--format is gradescope or left out");
  if ((options.shadow === undefined) !== (options.shadowSolution === undefined))
    throw new UsageError("--shadow and --shadow-solution belong together");
  const loaded = options.kit === undefined ? null : await loadNamedKit(options.kit, context);
  const onProgress = showProgress(parseProgress(options.progress), context);
  if (options.sandbox !== hostContainer && mustHandOver()) return await rerunAsServiceUser(options, loaded, context);
  const { sandbox, allowReduced } = await openChosenSandbox(options.sandbox, loaded?.kit ?? null, context);
  const request = { ...(await makeRequest(options, loaded, context)), allowReduced };
  const scratch = await mkdtemp(join(tmpdir(), "gradmark-rerun-"));
  // A sandbox without a view of its own shows the files where they lie.
  await chmod(scratch, 0o711);
  try {
    const runtimes = await findRuntimes();
    const out = options.out === undefined ? null : resolve(context.cwd, options.out);
    const onCollected = out === null ? {} : { onCollected: (bytes: Uint8Array) => writePredictions(bytes, out) };
    const tools = { sandbox, runtimes, scratch, signal: context.signal, onProgress, ...onCollected };
    const verdict = await withQuality(await rerun(request, tools), options, context);
    if (out !== null) await writeVerdict(verdict, out);
    return present(verdict, options.format === "gradescope");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** An audit looks at the script's text, too, which needs no run. */
async function withQuality(verdict: RerunVerdict, options: RerunOptions, context: CliContext): Promise<RerunVerdict> {
  const unread = verdict.reasons.some(({ code }) => code.startsWith("script-"));
  if (!options.audit || unread) return verdict;
  const path = resolve(context.cwd, options.script);
  const quality = await reportQuality({ name: basename(path), bytes: await readFile(path) });
  return quality === null ? verdict : { ...verdict, quality };
}

async function makeRequest(
  options: RerunOptions,
  loaded: LoadedKit | null,
  context: CliContext,
): Promise<RerunRequest> {
  const kit = loaded?.kit ?? null;
  const dataDir = await findTestData(options.data, loaded, context);
  const path = (file: string) => resolve(context.cwd, file);
  const read = async (file: string, option: string) =>
    readFile(path(file)).catch((cause: Error) => {
      throw new UsageError(`${option} ${file} cannot be read: ${cause.message}`);
    });
  const expected = options.expect === undefined ? {} : { expectedEntry: await read(options.expect, "--expect") };
  const expectedScore =
    options.expectScore === undefined ? {} : { expectedScore: parseNumber(options.expectScore, "--expect-score") };
  const solution =
    options.solution === undefined
      ? {}
      : {
          solution: { bytes: await read(options.solution, "--solution"), metric: metricOf(options, kit) },
        };
  const shadow =
    options.shadow === undefined || options.shadowSolution === undefined
      ? {}
      : {
          shadow: { dir: path(options.shadow), solution: await read(options.shadowSolution, "--shadow-solution") },
        };
  for (const file of options.model)
    if (!existsSync(path(file))) throw new UsageError(`--model ${file}: there is no such file`);
  return {
    script: { path: path(options.script) },
    modelFiles: options.model.map((file) => ({ name: basename(file), path: path(file) })),
    dataDir,
    ...(kit ? rulesOfKit(kit) : {}),
    limits: parseLimits(options.limit, kit?.handIn.limits ?? usualLimits),
    ...(options.tolerance === undefined ? {} : { tolerance: parseTolerance(options.tolerance) }),
    repeat: parseWhole(options.repeat, "--repeat", 1),
    ...(options.audit ? { audit: { permuted: true, ...shadow } } : {}),
    ...{ ...expected, ...expectedScore, ...solution },
  };
}

function metricOf(options: RerunOptions, kit: Kit | null): string {
  const metric = metricName.safeParse(options.metric ?? kit?.competition.metric ?? "accuracy");
  if (options.metric === undefined && typeof kit?.competition.metric === "object")
    throw new UsageError("the kit scores by a script of its own; say --metric, such as accuracy");
  if (metric.success) return metric.data;
  throw new UsageError(`"${options.metric}" is ${metric.error.issues[0]?.message}`);
}

function present(verdict: RerunVerdict, gradescope: boolean): CommandResult {
  const exitCode = verdict.outcome === "faulted" ? 3 : ["differs", "rejected"].includes(verdict.outcome) ? 1 : 0;
  if (!gradescope) return { json: verdict, text: describeVerdict(verdict), exitCode };
  const results = toGradescope(verdict);
  return { json: results, text: JSON.stringify(results, null, 2), exitCode };
}
