import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeText, type ScoreReport } from "@gradmark/contract";
import { type TrainedRegression, trainRegression } from "@gradmark/reference-model";
import Papa from "papaparse";
import type { CliContext } from "../context.ts";
import { scoreByKit } from "../score/metric-script.ts";
import { seedInterval } from "./board-score.ts";
import { showTraining } from "./show-training.ts";
import { type Benchmark, type BenchmarkRequest, expectParsed } from "./train-benchmark.ts";

interface Run {
  trained: TrainedRegression;
  score: ScoreReport;
}

/**
 * The benchmark of a kit whose data are a table with a number to predict. The trainer sees `public` only; the truth of
 * the test rows is read once, afterwards, by the scorer.
 */
export async function trainRegressionBenchmark(
  request: Omit<BenchmarkRequest, "model">,
  context: CliContext,
): Promise<Benchmark> {
  const { kit, dataDir, epochs, patience, engine } = request;
  const { idColumn, targetColumn } = kit.competition;
  const train = await readTable(join(dataDir, "public/train.csv"), idColumn, targetColumn);
  const test = await readTable(join(dataDir, "public/test.csv"), idColumn, targetColumn);
  const runs: Run[] = [];
  for (let k = 0; k < request.seeds; k++) {
    const seed = request.seed + k;
    const trained = await trainRegression({
      ...{ epochs, patience, seed, train, test, header: [idColumn, targetColumn], engine, signal: context.signal },
      outDir: k === 0 ? request.outDir : join(request.outDir, `seed-${seed}`),
      onProgress: showTraining(`seed ${seed}`, context),
    });
    if (trained.engineNote !== "") context.progress(trained.engineNote);
    runs.push({ trained, score: await scoreOf(trained, request, context.signal) });
  }
  const [first] = runs;
  if (!first) throw new Error("a benchmark needs at least one seed");
  return { report: describe(first, runs), scores: [first.score, ...runs.slice(1).map(({ score }) => score)] };
}

async function readTable(file: string, idColumn: string, targetColumn: string) {
  const text = expectParsed(decodeText(await readFile(file), 2 ** 28), file);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, delimiter: ",", skipEmptyLines: true });
  const columns = Object.keys(data[0] ?? {}).filter((name) => name !== idColumn && name !== targetColumn);
  return {
    ids: data.map((row) => row[idColumn] ?? ""),
    features: data.map((row) => columns.map((name) => Number(row[name]))),
    targets: data.map((row) => Number(row[targetColumn])),
  };
}

async function scoreOf(
  { files }: TrainedRegression,
  { kit, kitDir, dataDir }: Pick<BenchmarkRequest, "kit" | "kitDir" | "dataDir">,
  signal: AbortSignal,
) {
  const predictions = await readFile(files.predictions);
  const solution = await readFile(join(dataDir, "private/solution.csv"));
  const { metric } = kit.competition;
  return expectParsed(await scoreByKit({ metric, kitDir }, { predictions, solution }, signal), "predictions.csv");
}

function describe({ trained, score }: Run, runs: readonly Run[]): Benchmark["report"] {
  const { engine, device, seconds, epochs, seed, files, sha256, rowsPerSecond } = trained;
  const scores = runs.map((run) => run.score.score);
  return {
    ...{ engine, device, model: "dense-regression", seconds, epochs, seed, files, sha256, perClass: [] },
    imagesPerSecond: rowsPerSecond,
    epochsTrained: trained.validation.length,
    score: score.score,
    band: scores.length > 1 ? seedInterval(scores) : (score.interval ?? [score.score, score.score]),
  };
}
