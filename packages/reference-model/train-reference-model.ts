import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { holdOut } from "./data/hold-out.ts";
import { type Images, parseImages } from "./data/image-file.ts";
import { seededRandom, seedSequence } from "./data/random.ts";
import type { EngineName } from "./engine/engine.ts";
import { openEngine } from "./engine/ladder.ts";
import { type ModelName, recipes } from "./models/catalog.ts";
import { formatHtmlReport } from "./report/html-report.ts";
import { formatModelCard } from "./report/model-card.ts";
import { formatPredictions } from "./report/predictions-csv.ts";
import { savedModelFiles, saveModel } from "./report/saved-model.ts";
import { confusionMatrix, type TrainingSummary } from "./report/summary.ts";
import { classify } from "./train/predict.ts";
import { type EpochRecord, type TrainingProgress, trainLoop } from "./train/train-loop.ts";

export interface TrainingRequest {
  model: ModelName;
  epochs: number;
  /** Decides initial weights, the order of the images, and which rows are held out for validation. */
  seed: number;
  /** `images`: bytes of an IDX file; `labels[k]`: place of image k's class in `classes`. */
  train: { images: Uint8Array; labels: Uint8Array; rows?: number | undefined };
  /** What is to be predicted. There is no place for labels: the score is computed by somebody else. */
  test: { images: Uint8Array; ids: readonly string[] };
  /** Receives the model, the predictions, the model card and the report; made when missing. */
  outDir: string;
  /** Names of the classes as they are written in a predictions file; default the digits. */
  classes?: readonly string[] | undefined;
  /** Header of the predictions file. */
  header?: readonly [string, string] | undefined;
  /** Take this engine or fail; default the best that the machine has. */
  engine?: EngineName | undefined;
  threads?: number | undefined;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface TrainedModel {
  engine: EngineName;
  device: string;
  /** Why a better engine was not used; empty when there is none. */
  engineNote: string;
  model: ModelName;
  epochs: number;
  seed: number;
  parameters: number;
  imagesPerSecond: number;
  /** From loading the engine to the last file. */
  seconds: number;
  history: EpochRecord[];
  /** Label by test id. */
  predictions: ReadonlyMap<string, string>;
  /** Paths below `outDir`. */
  files: { model: string; weights: string; predictions: string; card: string; report: string };
  /** Of the flat weights file. */
  sha256: string;
}

const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * Trains a reference model on the training set, chooses by a validation part that is held out from it, and predicts the
 * test images.
 *
 * @throws {EngineUnavailable} when no engine can be had; the signal's reason when cancelled, and then writes nothing
 */
export async function trainReferenceModel(request: TrainingRequest): Promise<TrainedModel> {
  const started = performance.now();
  const classes = request.classes ?? digits;
  const { train, test } = checkRequest(request, classes.length);
  const engine = openEngine(request.engine, { threads: request.threads });
  const { tf } = engine;
  const { build, batchSize, learningRate } = recipes[request.model];
  const seeds = seedSequence(request.seed);
  const random = seededRandom(seeds());
  const rows = holdOut(train.rows, random);
  const model = build(tf, { height: train.height, width: train.width, classes: classes.length }, seeds);
  try {
    const { labels } = request.train;
    const { onProgress, signal, epochs, seed } = request;
    const plan = { images: train, labels, rows, epochs, batchSize, learningRate, random, onProgress, signal };
    const { history, imagesPerSecond } = await trainLoop(tf, model, plan);
    const validated = await classify(tf, model, train, rows.validation, signal);
    const predicted = await classify(tf, model, test, allRows(test.rows), signal);
    const written = Array.from(predicted.labels, (label) => classes[label] ?? "");

    const flat = await saveModel(tf, model, join(request.outDir, "model"));
    const facts = {
      engine: engine.name,
      device: engine.device,
      engineNote: engine.why,
      model: request.model,
      epochs,
      seed,
      parameters: model.countParams(),
      imagesPerSecond,
      seconds: (performance.now() - started) / 1000,
      history,
      sha256: createHash("sha256").update(flat).digest("hex"),
    };
    const confusion = confusionMatrix(validated, labels);
    const sizes = { trainingRows: rows.training.length, validationRows: rows.validation.length };
    const predictions = formatPredictions(request.header ?? ["Id", "Label"], test.ids, written);
    const files = await writeResults(request.outDir, { ...facts, ...sizes, confusion, classes }, predictions);
    return { ...facts, files, predictions: new Map(test.ids.map((id, row) => [id, written[row] ?? ""])) };
  } finally {
    model.dispose();
  }
}

function checkRequest({ train, test, epochs }: TrainingRequest, classes: number) {
  const [trainImages, testImages] = [parseImages(train.images), parseImages(test.images)];
  if (train.labels.length !== trainImages.rows || (train.rows ?? trainImages.rows) !== trainImages.rows)
    throw new Error(`${trainImages.rows} training images, ${train.labels.length} labels`);
  if (test.ids.length !== testImages.rows) throw new Error(`${testImages.rows} test images, ${test.ids.length} ids`);
  if (trainImages.height !== testImages.height || trainImages.width !== testImages.width)
    throw new Error("training and test images differ in size");
  if (train.labels.some((label) => label >= classes)) throw new Error(`a label is not one of the ${classes} classes`);
  if (trainImages.rows < 20) throw new Error(`${trainImages.rows} training images are too few to hold any out`);
  if (!Number.isInteger(epochs) || epochs < 1) throw new Error(`epochs must be a whole number from 1, not ${epochs}`);
  return { train: trainImages, test: { ...testImages, ids: test.ids } satisfies Images & { ids: readonly string[] } };
}

function allRows(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

async function writeResults(outDir: string, summary: TrainingSummary, predictions: string) {
  const files = {
    model: join(outDir, "model", savedModelFiles.topology),
    weights: join(outDir, "model", savedModelFiles.flat),
    predictions: join(outDir, "predictions.csv"),
    card: join(outDir, "model-card.md"),
    report: join(outDir, "report.html"),
  };
  await mkdir(outDir, { recursive: true });
  await writeFile(files.predictions, predictions);
  await writeFile(files.card, formatModelCard(summary));
  await writeFile(files.report, formatHtmlReport(summary));
  return files;
}
