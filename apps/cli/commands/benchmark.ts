import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Course } from "@gradmark/contract";
import { openBlobStore, preparePublished } from "@gradmark/course";
import { insertBenchmark } from "@gradmark/db";
import { engineNames, usualEpochs } from "@gradmark/reference-model";
import type { Command } from "commander";
import { boardScore } from "../benchmark/board-score.ts";
import { trainRegressionBenchmark } from "../benchmark/regression-benchmark.ts";
import { type Benchmark, type BenchmarkRequest, trainBenchmark } from "../benchmark/train-benchmark.ts";
import type { Action, CliContext } from "../context.ts";
import { findCourse, type OpenHome, openHome } from "../load/home.ts";
import { loadNamedKit } from "../load/kit.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { parseWhole } from "../rerun/parse-options.ts";

interface Options {
  kit: string;
  course?: string;
  engine?: string;
  model?: string;
  epochs?: string;
  patience?: string;
  seed?: string;
  seeds?: string;
  out?: string;
}

const models = ["logistic", "mlp", "lenet-5", "cnn"] as const;

export function registerBenchmark(program: Command, runner: Runner): void {
  const benchmark = program.command("benchmark").description("the reference model, which sets the benchmark");
  benchmark
    .command("train")
    .description("train the reference model; with --course its score becomes the benchmark on the board")
    .option("--course <name>", "train on the course's data and put the score on its board")
    .option("--kit <name|dir>", "without a course: on the published split of this kit's data", "lab1")
    .option("--engine <name>", `take this engine or fail: ${engineNames.join(", ")}`)
    .option("--model <name>", `${models.join(", ")}; default: the kit's`)
    .option("--epochs <n>", "the most that are trained; default: the kit's for its model, else that model's own number")
    .option("--patience <n>", "end after so many epochs without progress on the validation part; default: the kit's")
    .option("--seed <n>", "default: the kit's")
    .option("--seeds <n>", "train so many seeds for the band; default: the kit's, else 1")
    .option("--out <dir>", "where model, predictions and report go")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(train));
}

const train: Action<Options> = async (options, context) => {
  if (options.course === undefined) return trainPublished(options, context);
  using home = openHome(context);
  const course = findCourse(home.db, options.course);
  const outDir = options.out ? resolve(context.cwd, options.out) : home.path("benchmark", course.slug);
  const kitDir = home.path("courses", course.slug, "kit");
  const places = { kit: course.kit, kitDir, dataDir: home.path("courses", course.slug), outDir };
  const benchmark = await trainFor(options, places, context);
  await putOnBoard(home, course, benchmark);
  return result(benchmark);
};

async function trainPublished(options: Options, context: CliContext): Promise<CommandResult> {
  const { kit, dir } = await loadNamedKit(options.kit, context);
  const dataDir = join(context.home, "published", kit.id);
  await preparePublished({ kit, kitDir: dir, outDir: dataDir, signal: context.signal });
  const outDir = options.out
    ? resolve(context.cwd, options.out)
    : join(context.home, "benchmark", `published-${kit.id}`);
  return result(await trainFor(options, { kit, kitDir: dir, dataDir, outDir }, context));
}

type Places = Pick<BenchmarkRequest, "kit" | "kitDir" | "dataDir" | "outDir">;

function trainFor(options: Options, places: Places, context: CliContext): Promise<Benchmark> {
  const request = { ...training(options, places.kit), ...places };
  const { model: own, epochs } = places.kit.competition.benchmark;
  if (own === "dense-regression") {
    if ((options.model ?? own) !== own) throw new UsageError(`--model: this kit's data need ${own}`);
    return trainRegressionBenchmark({ ...request, epochs: request.epochs ?? epochs }, context);
  }
  const model = oneOf(models, options.model ?? own, "--model");
  // The kit's number belongs to the kit's model: another one is not done after as many.
  const usual = model === own ? epochs : usualEpochs(model);
  return trainBenchmark({ ...request, model, epochs: request.epochs ?? usual }, context);
}

type Wishes = Pick<BenchmarkRequest, "seed" | "seeds" | "engine" | "patience"> & { epochs: number | null };

function training(options: Options, { competition }: Course["kit"]): Wishes {
  const { benchmark } = competition;
  const patience = options.patience === undefined ? benchmark.patience : parseWhole(options.patience, "--patience", 1);
  return {
    epochs: options.epochs === undefined ? null : parseWhole(options.epochs, "--epochs", 1),
    ...(patience === undefined ? {} : { patience }),
    seed: options.seed === undefined ? benchmark.seed : parseWhole(options.seed, "--seed", 0),
    seeds: options.seeds === undefined ? (benchmark.seeds ?? 1) : parseWhole(options.seeds, "--seeds", 1),
    ...(options.engine === undefined ? {} : { engine: oneOf(engineNames, options.engine, "--engine") }),
  };
}

function oneOf<T extends string>(names: readonly T[], text: string, option: string): T {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new UsageError(`${option} is one of ${names.join(", ")}, not "${text}"`);
}

async function putOnBoard(home: OpenHome, course: Course, { report, scores }: Benchmark): Promise<void> {
  const rule = course.kit.competition.benchmark.rule ?? "score";
  const part = (usage: "public" | "private") =>
    boardScore(
      rule,
      scores[0].direction,
      scores.map((one) => one[usage] ?? noRows(usage)),
    );
  const predictions = await readFile(report.files.predictions);
  const stored = await openBlobStore(home.path("blobs")).put(predictions, { maxBytes: predictions.length });
  const { engine, device, model, seed, sha256 } = report;
  insertBenchmark(home.db, {
    courseId: course.id,
    file: { name: basename(report.files.predictions), ...stored },
    description: `${model}, ${report.epochs} epochs, seed ${seed}, on ${engine}${rule === "score" ? "" : `; ${describeRule(scores.length)}`}`,
    source: { engine, device, model, seed, sha256 },
    publicScore: part("public"),
    privateScore: part("private"),
    now: new Date(),
  });
}

function describeRule(seeds: number): string {
  return `on the board stands the lower end of its 95 % band over ${seeds > 1 ? `${seeds} seeds` : "the test rows"}`;
}

function noRows(usage: string): never {
  throw new Error(`the course's solution has no ${usage} rows`);
}

function result({ report }: Benchmark): CommandResult {
  const { model, score, band, engine, device, seconds, imagesPerSecond, files } = report;
  const text = [
    `${model}: ${score} on the test rows, 95 % band ${band.map((end) => end.toFixed(4)).join(" … ")}`,
    `${engine} on ${device}: ${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} images/s`,
    `report ${files.report}`,
  ].join("\n");
  return { json: report, text, exitCode: 0 };
}
