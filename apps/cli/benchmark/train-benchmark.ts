import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchmarkReport, type Kit, type Parsed, parsePredictions, type ScoreReport } from "@gradmark/contract";
import { predictionColumns } from "@gradmark/course";
import {
  type EngineName,
  formatHtmlReport,
  type ModelName,
  type TrainedModel,
  trainReferenceModel,
} from "@gradmark/reference-model";
import type { CliContext } from "../context.ts";
import { scoreByKit } from "../score/metric-script.ts";
import { boardScore, seedInterval } from "./board-score.ts";
import { rerunBenchmark } from "./rerun-benchmark.ts";
import { showTraining } from "./show-training.ts";

export interface BenchmarkRequest {
  kit: Kit;
  /** The kit's own folder: a metric script lies there. */
  kitDir: string;
  /** A prepared course folder: `public` for the trainer, `private/solution.csv` for the scorer. */
  dataDir: string;
  outDir: string;
  model: ModelName;
  epochs: number;
  /** Epochs in a row without progress on the validation rows that end the training; default: the model's own. */
  patience?: number;
  seed: number;
  /** How many seeds are tried, from `seed` upwards; the first one sets the benchmark. */
  seeds: number;
  engine?: EngineName;
  /** Whether the grader runs the model's result script afterwards; default yes. */
  rerun?: boolean;
}

export interface Benchmark {
  report: BenchmarkReport;
  /** Of each seed; the first is the one whose model and predictions are published. */
  scores: readonly [ScoreReport, ...ScoreReport[]];
}

/**
 * Trains the reference model and scores its predictions. The trainer sees `public` only; the labels of the test rows
 * are read once, afterwards, by the scorer.
 *
 * @throws when no engine can be had, when cancelled, and when the predictions of our own model cannot be scored.
 */
export async function trainBenchmark(request: BenchmarkRequest, context: CliContext): Promise<Benchmark> {
  const inputs = await readInputs(request);
  const runs: { trained: TrainedModel; score: ScoreReport; predictions: Uint8Array; solution: Uint8Array }[] = [];
  for (let k = 0; k < request.seeds; k++) {
    const seed = request.seed + k;
    const outDir = k === 0 ? request.outDir : join(request.outDir, `seed-${seed}`);
    const { model, epochs, patience, engine } = request;
    const trained = await trainReferenceModel({
      ...inputs,
      model,
      epochs,
      patience,
      seed,
      outDir,
      classes: request.kit.competition.labels,
      header: [request.kit.competition.idColumn, request.kit.competition.targetColumn],
      ...(engine ? { engine } : {}),
      signal: context.signal,
      onProgress: showTraining(`seed ${seed}`, context),
    });
    if (trained.engineNote !== "") context.progress(trained.engineNote);
    runs.push({ trained, ...(await scoreTrained(request, trained, context.signal)) });
  }
  const [first] = runs;
  if (!first) throw new Error("a benchmark needs at least one seed");
  const scores = runs.map((run) => run.score);
  const report = describeBenchmark(request, first, scores);
  await addScore(runs, report);
  const all: Benchmark["scores"] = [first.score, ...scores.slice(1)];
  if (request.rerun === false) return { report, scores: all };
  const rerun = await rerunBenchmark(request, first.trained, context.signal);
  context.progress(`its result script, run by the grader: ${rerun.outcome}. ${rerun.why}`);
  return { report: { ...report, rerun }, scores: all };
}

/** The trainer wrote its report without a score, which it cannot know. */
async function addScore(
  runs: readonly { trained: TrainedModel; score: ScoreReport }[],
  { band: interval, board }: Pick<BenchmarkReport, "band" | "board">,
): Promise<void> {
  const scores = runs.map(({ trained, score }) => ({ seed: trained.seed, score: score.score }));
  const band = runs.length > 1 ? { scores, interval } : undefined;
  for (const { trained, score } of runs) {
    const { metric, rows } = score;
    await writeFile(
      trained.files.report,
      formatHtmlReport(trained.summary, { metric, rows, score: score.score, band, board }),
    );
  }
}

async function readInputs({ kit, dataDir }: BenchmarkRequest) {
  const folder = join(dataDir, "public");
  const read = (name: string) => readFile(join(folder, name));
  const [images, csv, testImages, test] = (await Promise.all(
    ["train-images.idx", "train.csv", "test-images.idx", "test.csv"].map(read),
  )) as [Buffer, Buffer, Buffer, Buffer];
  const rows = expectParsed(parsePredictions(csv, { ...predictionColumns(kit), ids: null }), "train.csv");
  const places = new Map(kit.competition.labels.map((label, place) => [label, place]));
  const labels = Uint8Array.from(rows.values(), ([label = ""]) => places.get(label) ?? 255);
  const ids = test.toString("utf8").trimEnd().split("\n").slice(1);
  return { train: { images, labels }, test: { images: testImages, ids } };
}

async function scoreTrained({ kit, kitDir, dataDir }: BenchmarkRequest, trained: TrainedModel, signal: AbortSignal) {
  const predictions = await readFile(trained.files.predictions);
  const solution = await readFile(join(dataDir, "private", "solution.csv"));
  const { metric } = kit.competition;
  return {
    predictions,
    solution,
    score: expectParsed(await scoreByKit({ metric, kitDir }, { predictions, solution }, signal), "predictions.csv"),
  };
}

/** Files that we made ourselves have no problems; if they have, it is our failure. */
export function expectParsed<T>(parsed: Parsed<T>, what: string): T {
  if (parsed.ok) return parsed.value;
  throw new Error(`${what} of the benchmark: ${parsed.problems.map((problem) => problem.message).join(" ")}`);
}

function describeBenchmark(
  { kit }: BenchmarkRequest,
  run: { trained: TrainedModel; score: ScoreReport; predictions: Uint8Array; solution: Uint8Array },
  reports: readonly ScoreReport[],
): BenchmarkReport {
  const { trained, score } = run;
  const { engine, device, model, imagesPerSecond, seconds, epochs, seed, files, sha256 } = trained;
  const { idColumn, targetColumn } = kit.competition;
  const scores = reports.map((one) => one.score);
  const rule = kit.competition.benchmark.rule ?? "score";
  const whole = reports.map(({ rows, score: value, interval = null }) => ({ rows, score: value, interval }));
  const perClass = accuracyByClass(run.solution, trained.predictions, { idColumn, targetColumn });
  return {
    ...{ engine, device, model, imagesPerSecond, seconds, epochs, seed, sha256, perClass },
    epochsTrained: trained.history.length,
    score: score.score,
    band: scores.length > 1 ? seedInterval(scores) : (score.interval ?? [score.score, score.score]),
    board: { rule, score: boardScore(rule, score.direction, whole).score },
    files: { model: files.model, predictions: files.predictions, report: files.report },
  };
}

function accuracyByClass(
  solution: Uint8Array,
  predictions: ReadonlyMap<string, string>,
  columns: { idColumn: string; targetColumn: string },
): BenchmarkReport["perClass"] {
  const format = { idColumn: columns.idColumn, targetColumns: [columns.targetColumn, "Usage"], ids: null };
  const truth = expectParsed(parsePredictions(solution, { ...format, cell: { kind: "text" } }), "solution.csv");
  const classes = new Map<string, { rows: number; right: number }>();
  for (const [id, [label = ""]] of truth) {
    const counted = classes.get(label) ?? { rows: 0, right: 0 };
    classes.set(label, { rows: counted.rows + 1, right: counted.right + (predictions.get(id) === label ? 1 : 0) });
  }
  return [...classes]
    .map(([label, { rows, right }]) => ({ label, rows, accuracy: right / rows }))
    .sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
}
