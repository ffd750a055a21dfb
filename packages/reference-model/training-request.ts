import { createHash } from "node:crypto";
import { type Images, parseImages } from "./data/image-file.ts";
import type { EngineName } from "./engine/engine.ts";
import type { ModelName, Recipe } from "./models/catalog.ts";
import { checkPatience } from "./train/early-stopping.ts";
import type { TrainingProgress } from "./train/pace.ts";

export interface TrainingRequest {
  model: ModelName;
  /** The most that are trained; see `patience`. */
  epochs: number;
  /**
   * Ends the training when neither the loss nor the accuracy of the validation rows was better than before for so many
   * epochs in a row; Infinity trains them all. Default 5. The step size falls as if all epochs came.
   */
  patience?: number | undefined;
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
  /** How often the state is kept, to go on after a kill; default 20 s. */
  checkpointSeconds?: number | undefined;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Longer than the kits train: it ends what a person asks for beyond that, and none of their benchmarks. */
export const defaultPatience = 5;

/** The images of a request. */
export interface TrainingImages {
  train: Images;
  test: Images;
}

/**
 * Reads the images and holds the parts of a request against each other.
 *
 * @throws when they do not fit: our own preparation made them
 */
export function readRequest(
  { train, test, epochs, patience = defaultPatience }: TrainingRequest,
  classes: number,
): TrainingImages {
  const images = { train: parseImages(train.images), test: parseImages(test.images) };
  const { rows } = images.train;
  if (train.labels.length !== rows || (train.rows ?? rows) !== rows)
    throw new Error(`${rows} training images, ${train.labels.length} labels`);
  if (test.ids.length !== images.test.rows) throw new Error(`${images.test.rows} test images, ${test.ids.length} ids`);
  if (images.train.height !== images.test.height || images.train.width !== images.test.width)
    throw new Error("training and test images differ in size");
  if (train.labels.some((label) => label >= classes)) throw new Error(`a label is not one of the ${classes} classes`);
  if (rows < 20) throw new Error(`${rows} training images are too few to hold any out`);
  if (!Number.isInteger(epochs) || epochs < 1) throw new Error(`epochs must be a whole number from 1, not ${epochs}`);
  checkPatience(patience);
  return images;
}

/** Which training this is: one that was cut off is taken up only by the same data, settings and engine. */
export function trainingKey(
  request: TrainingRequest,
  recipe: Recipe,
  engine: { name: string; device: string },
): string {
  const { model, epochs, patience = defaultPatience, seed, train } = request;
  const { batchSize, learningRate, distortion } = recipe;
  const settings = {
    model,
    epochs,
    // Infinity has no spelling in JSON, but null stands for nothing else here.
    patience,
    seed,
    batchSize,
    learningRate,
    distortion,
    engine: engine.name,
    device: engine.device,
  };
  return createHash("sha256").update(JSON.stringify(settings)).update(train.images).update(train.labels).digest("hex");
}
