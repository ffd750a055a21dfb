import { createHash } from "node:crypto";
import { join } from "node:path";
import type { LayersModel } from "@tensorflow/tfjs";
import { type HeldOut, holdOut } from "./data/hold-out.ts";
import { deriveSeed, draws, seededRandom, seedSequence } from "./data/random.ts";
import type { Engine, EngineName } from "./engine/engine.ts";
import { EngineUnavailable, openEngine } from "./engine/ladder.ts";
import { type ModelName, recipes } from "./models/catalog.ts";
import { calibrate } from "./report/calibration.ts";
import { hardestImages } from "./report/hardest.ts";
import { formatPredictions } from "./report/predictions-csv.ts";
import { saveModel } from "./report/saved-model.ts";
import { confusionMatrix, type TrainingSummary } from "./report/summary.ts";
import { modelFolder, type ResultFiles, writeResults } from "./report/write-results.ts";
import type { EpochRecord } from "./train/checkpoint.ts";
import { type Classified, classify } from "./train/classify.ts";
import { trainLoop } from "./train/train-loop.ts";
import {
  defaultPatience,
  readRequest,
  type TrainingImages,
  type TrainingRequest,
  trainingKey,
} from "./training-request.ts";

export interface TrainedModel {
  engine: EngineName;
  device: string;
  /** Why a better engine was not used; empty when there is none. */
  engineNote: string;
  model: ModelName;
  /** The most that were to be trained; `history` tells how many were. */
  epochs: number;
  seed: number;
  parameters: number;
  imagesPerSecond: number;
  /** From loading the engine to the last file. */
  seconds: number;
  history: readonly EpochRecord[];
  /** Label by test id. */
  predictions: ReadonlyMap<string, string>;
  files: ResultFiles;
  /** Of the flat weights file. */
  sha256: string;
  /** For `formatHtmlReport`, once the score is known. */
  summary: TrainingSummary;
}

const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * Trains a reference model on the training set, chooses by a validation part that is held out from it, and predicts the
 * test images. After a kill, the same request goes on from the last checkpoint in `outDir`.
 *
 * @throws {EngineUnavailable} when no engine can be had; the signal's reason when cancelled, and then writes no results
 */
export async function trainReferenceModel(request: TrainingRequest): Promise<TrainedModel> {
  const started = performance.now();
  const classes = request.classes ?? digits;
  const images = readRequest(request, classes.length);
  const engine = await openEngine(request.engine, { threads: request.threads });
  refuseHours(request, engine);
  const rows = holdOut(images.train.rows, seededRandom(deriveSeed(request.seed, draws.heldOut)));
  const { height, width } = images.train;
  const seeds = seedSequence(deriveSeed(request.seed, draws.weights));
  const model = recipes[request.model].build(engine.tf, { height, width, classes: classes.length }, seeds);
  try {
    const learned = await learn(request, engine, model, images, rows);
    const sha256 = await keep(request, engine, model);
    const { model: modelName, epochs, seed } = request;
    const facts = {
      engine: engine.name,
      device: engine.device,
      engineNote: engine.why,
      model: modelName,
      epochs,
      seed,
      parameters: model.countParams(),
      imagesPerSecond: learned.imagesPerSecond,
      seconds: (performance.now() - started) / 1000,
      history: learned.history,
      sha256,
    };
    const sizes = { trainingRows: rows.training.length, validationRows: rows.validation.length };
    const summary = { ...facts, ...sizes, curve: learned.curve, ...judge(learned.validated, request, images), classes };
    const labels = Array.from(learned.predicted.labels, (label) => classes[label] ?? "");
    const csv = formatPredictions(request.header ?? ["Id", "Label"], request.test.ids, labels);
    const files = await writeResults(request.outDir, summary, csv);
    return {
      ...facts,
      summary,
      files,
      predictions: new Map(request.test.ids.map((id, row) => [id, labels[row] ?? ""])),
    };
  } finally {
    model.dispose();
  }
}

/** WebAssembly is the last step of the ladder; a large model there is only trained when asked for by name. */
function refuseHours(request: TrainingRequest, { name, why }: Engine): void {
  if (name !== "wasm" || request.engine !== undefined || recipes[request.model].small) return;
  throw new EngineUnavailable(
    `Only WebAssembly is here, and ${request.model} would take hours on it. ${why} ` +
      "Set up TensorFlow, take a smaller model, or ask for it by name: --engine wasm.",
  );
}

async function learn(
  request: TrainingRequest,
  { tf, name, device }: Engine,
  model: LayersModel,
  images: TrainingImages,
  rows: HeldOut,
) {
  const recipe = recipes[request.model];
  const { epochs, patience = defaultPatience, seed, onProgress, signal } = request;
  const checkpoint = {
    file: join(request.outDir, "checkpoint"),
    key: trainingKey(request, recipe, { name, device }),
    everySeconds: request.checkpointSeconds ?? 20,
  };
  const data = { images: images.train, labels: request.train.labels, rows };
  const done = await trainLoop(tf, model, {
    ...{ ...recipe, ...data, epochs, patience, seed, checkpoint, onProgress, signal },
  });
  const all = Uint32Array.from({ length: images.test.rows }, (_, row) => row);
  const validated = await classify(tf, model, images.train, rows.validation, signal);
  const predicted = await classify(tf, model, images.test, all, signal);
  return { ...done, validated, predicted };
}

/** @returns the hash by which the model is known */
async function keep({ outDir }: TrainingRequest, { tf }: Engine, model: LayersModel): Promise<string> {
  return createHash("sha256")
    .update(await saveModel(tf, model, modelFolder(outDir)))
    .digest("hex");
}

function judge(validated: Classified, { train }: TrainingRequest, images: TrainingImages) {
  return {
    confusion: confusionMatrix(validated, train.labels),
    calibration: calibrate(validated, train.labels),
    hardest: hardestImages(validated, train.labels, images.train, 24),
  };
}
