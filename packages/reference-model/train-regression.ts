import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { holdOut } from "./data/hold-out.ts";
import { deriveSeed, draws, seededRandom, seedSequence } from "./data/random.ts";
import { measureScales } from "./data/standardise.ts";
import type { EngineName } from "./engine/engine.ts";
import { openEngine } from "./engine/ladder.ts";
import { denseRegression } from "./models/dense-regression.ts";
import { formatPredictions } from "./report/predictions-csv.ts";
import { formatRegressionReport } from "./report/regression-report.ts";
import { savedModelFiles, saveModel } from "./report/saved-model.ts";
import { modelFolder } from "./report/write-results.ts";
import { checkPatience } from "./train/early-stopping.ts";
import type { TrainingProgress } from "./train/pace.ts";
import { predictNumbers, regressionLoop } from "./train/regression-loop.ts";

export interface RegressionRequest {
  /** The most that are trained; see `patience`. */
  epochs: number;
  /**
   * Ends the training when the error of the validation rows was no smaller than before for so many epochs in a row.
   * Default Infinity: all epochs are trained.
   */
  patience?: number | undefined;
  /** Decides initial weights, the order of the rows, and which rows are held out for validation. */
  seed: number;
  /** Rows × columns, and the number that belongs to each row. */
  train: { features: readonly (readonly number[])[]; targets: readonly number[] };
  /** What is to be predicted. There is no place for the truth. */
  test: { features: readonly (readonly number[])[]; ids: readonly string[] };
  outDir: string;
  /** Header of the predictions file. */
  header: readonly [string, string];
  engine?: EngineName | undefined;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface TrainedRegression {
  engine: EngineName;
  device: string;
  /** Why a better engine was not used; empty when there is none. */
  engineNote: string;
  epochs: number;
  seed: number;
  /** Root of the mean squared error on the validation rows after each epoch, in the target's unit. */
  validation: readonly number[];
  rowsPerSecond: number;
  seconds: number;
  files: { model: string; predictions: string; report: string };
  /** Of the flat weights file. */
  sha256: string;
}

/**
 * Trains a small dense network that predicts one number from the columns of a table, chooses the epoch by a validation
 * part that is held out from the training rows, and predicts the test rows.
 *
 * @throws {EngineUnavailable} when no engine can be had; the signal's reason when cancelled, and then writes no results
 */
export async function trainRegression(request: RegressionRequest): Promise<TrainedRegression> {
  const started = performance.now();
  const { train, test, seed, epochs, patience = Number.POSITIVE_INFINITY, outDir, header } = request;
  if (train.features.length !== train.targets.length || train.features.length < 20)
    throw new Error(`${train.features.length} training rows, ${train.targets.length} targets; at least 20 are needed`);
  if (test.features.length !== test.ids.length)
    throw new Error(`${test.features.length} test rows, ${test.ids.length} ids`);
  checkPatience(patience);
  const engine = await openEngine(request.engine);
  const rows = holdOut(train.features.length, seededRandom(deriveSeed(seed, draws.heldOut)));
  const targets = train.targets.map((target) => [target]);
  const scales = { in: measureScales(train.features, rows.training), out: measureScales(targets, rows.training) };
  const seeds = seedSequence(deriveSeed(seed, draws.weights));
  const model = denseRegression(engine.tf, train.features[0]?.length ?? 0, seeds);
  try {
    const plan = { ...request, patience, features: train.features, targets, rows, scales };
    const { validation, rowsPerSecond } = await regressionLoop(engine.tf, model, plan);
    const numbers = await predictNumbers(engine.tf, model, test.features, scales);
    const sha256 = createHash("sha256")
      .update(await saveModel(engine.tf, model, modelFolder(outDir)))
      .digest("hex");
    const facts = {
      ...{ engine: engine.name, device: engine.device, engineNote: engine.why, epochs, seed },
      ...{ validation, rowsPerSecond, seconds: (performance.now() - started) / 1000, sha256 },
    };
    const files = {
      model: join(modelFolder(outDir), savedModelFiles.topology),
      predictions: join(outDir, "predictions.csv"),
      report: join(outDir, "report.html"),
    };
    await mkdir(outDir, { recursive: true });
    const cells = numbers.map((number) => number.toPrecision(7));
    await writeFile(files.predictions, formatPredictions(header, test.ids, cells));
    await writeFile(files.report, formatRegressionReport(facts));
    return { ...facts, files };
  } finally {
    model.dispose();
  }
}
