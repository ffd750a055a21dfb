// Scoring against pandas and scikit-learn, whole processes and in-process, in one run; and every metric against
// scikit-learn on random rows. The table goes to bench/results/grader-scoring.md.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { scorePredictions } from "@gradmark/grader";
import { z } from "zod";
import { compareMetrics } from "./metrics-equal.ts";
import { findPeerPython } from "./peer-python.ts";
import { type Task, writeTask } from "./scoring-files.ts";

const run = promisify(execFile);
const here = import.meta.dirname;
const gradmark = join(here, "../../apps/cli/bin/gradmark.js");
const rounds = 9;

export async function measureScoring(): Promise<void> {
  const peer = await findPeerPython();
  if ("why" in peer) {
    console.log(`scoring: not compared. ${peer.why}`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "gradmark-bench-"));
  try {
    const table: string[][] = [];
    for (const rows of [10_000, 1_000_000])
      for (const [metric, mixed] of [
        ["accuracy", false],
        ["accuracy", true],
        ["rmse", false],
        ["auc", false],
      ] as const)
        table.push(...(await measure(peer.python, await writeTask(folder, metric, rows, mixed), mixed)));
    const report = [
      ...describeRun(await nameOf(peer.python, folder)),
      ...formatTable(table),
      "",
      ...(await compareMetrics(peer.python, 20)),
    ].join("\n");
    console.log(report);
    await writeFile(join(here, "../results/grader-scoring.md"), `${report}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function nameOf(python: string, folder: string): Promise<string> {
  const { predictions, solution } = await writeTask(folder, "accuracy", 10, false);
  const { stdout } = await run(python, [join(here, "scoring-peer.py"), predictions, solution, "accuracy", "1"]);
  return peerAnswer.parse(JSON.parse(stdout)).peer;
}

async function measure(python: string, task: Task, mixed: boolean): Promise<string[][]> {
  const what = `${task.metric}${mixed ? ", ids mixed" : ""}`;
  const inside = await measureInside(python, task);
  const whole = await measureWhole(python, task);
  const row = (kind: string, ours: number, theirs: number, memory: string): string[] => [
    ...[String(task.rows), what, kind],
    ...[`${ours.toFixed(3)} s`, `${theirs.toFixed(3)} s`, (ours / theirs).toFixed(2), memory],
  ];
  return [
    row("in-process, first", inside.ours[0] ?? 0, inside.theirs[0] ?? 0, ""),
    row("in-process, median", median(inside.ours), median(inside.theirs), ""),
    row("in-process, processor", median(inside.ourProcessor), median(inside.theirProcessor), ""),
    row("whole process", median(whole.ours), median(whole.theirs), `${whole.ourMiB} / ${whole.theirMiB} MiB`),
  ];
}

const peerAnswer = z.object({
  score: z.number(),
  seconds: z.array(z.number()),
  processor: z.array(z.number()),
  peer: z.string(),
});

async function measureInside(python: string, { predictions, solution, metric }: Task) {
  const files = [predictions, solution] as const;
  const { stdout } = await run(python, [join(here, "scoring-peer.py"), ...files, metric, String(rounds)]);
  const peer = peerAnswer.parse(JSON.parse(stdout));
  const ours: number[] = [];
  const ourProcessor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const spent = process.cpuUsage();
    // Like the peer without an interval; the whole process draws it.
    const bytes = { predictions: readFileSync(predictions), solution: readFileSync(solution) };
    const scored = scorePredictions({ ...bytes, metric, draws: 0 });
    ours.push((performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(spent);
    ourProcessor.push((user + system) / 1e6);
    if (!scored.ok || Math.abs(scored.value.score - peer.score) > 1e-12 * Math.max(1, Math.abs(peer.score)))
      throw new Error(`${metric}: ${scored.ok ? scored.value.score : "none"} here, ${peer.score} there`);
  }
  return { ours, ourProcessor, theirs: peer.seconds, theirProcessor: peer.processor };
}

const processAnswer = z.object({ seconds: z.number(), bytes: z.number(), status: z.literal(0) });

/** Both in turn, three times. */
async function measureWhole(python: string, { predictions, solution, metric }: Task) {
  const command = ["score", "--predictions", predictions, "--solution", solution, "--metric", metric, "--json"];
  const own = [process.execPath, gradmark, ...command];
  const peer = [python, join(here, "scoring-peer.py"), predictions, solution, metric, "1"];
  const ours: z.infer<typeof processAnswer>[] = [];
  const theirs: z.infer<typeof processAnswer>[] = [];
  for (let round = 0; round < 3; round++) {
    ours.push(await measureProcess(own));
    theirs.push(await measureProcess(peer));
  }
  const mebibytes = (all: { bytes: number }[]) => Math.round(Math.max(...all.map(({ bytes }) => bytes)) / 2 ** 20);
  return {
    ...{ ours: ours.map(({ seconds }) => seconds), theirs: theirs.map(({ seconds }) => seconds) },
    ...{ ourMiB: mebibytes(ours), theirMiB: mebibytes(theirs) },
  };
}

async function measureProcess(command: readonly string[]): Promise<z.infer<typeof processAnswer>> {
  const { stdout } = await run("python3", [join(here, "measure-process.py"), ...command]);
  return processAnswer.parse(JSON.parse(stdout));
}

function describeRun(peer: string): string[] {
  const [processor] = cpus();
  const load = loadavg()[0]?.toFixed(2);
  return [
    `# Scoring against ${peer}`,
    "",
    `${new Date().toISOString().slice(0, 10)}, ${processor?.model.trim()}, ${cpus().length} cores, load ${load}, Node ${process.version}. A ratio below 1 means that Gradmark is faster.`,
    "Both read two CSV files, check the ids and score. `whole process` is `gradmark score`, which also gives intervals, against",
    "a Python script, imports included. `processor`: time of all threads (compiling and collecting included), median, which",
    "a busy machine changes less than the clock. The peak of memory is resident memory, Gradmark / peer. Made by `npm run bench -- grader`.",
    "",
  ];
}

function formatTable(rows: readonly (readonly string[])[]): string[] {
  const head = ["rows", "metric", "", "Gradmark", "pandas + scikit-learn", "ratio", "peak memory"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
