import { setImmediate } from "node:timers/promises";
import type { LayersModel, Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { HeldOut } from "../data/hold-out.ts";
import { deriveSeed, draws, seededRandom, shuffledRows } from "../data/random.ts";
import { type Scales, standardise } from "../data/standardise.ts";
import type { Tensorflow } from "../engine/engine.ts";
import { stopsEarly } from "./early-stopping.ts";
import { createPace, type TrainingProgress } from "./pace.ts";
import { learningRate } from "./schedule.ts";
import { readWeights, writeWeights } from "./training-step.ts";

type Table = readonly (readonly number[])[];

export interface RegressionPlan {
  features: Table;
  /** One column. */
  targets: Table;
  rows: HeldOut;
  scales: { in: Scales; out: Scales };
  /** The most that are trained. */
  epochs: number;
  /** Epochs in a row without a smaller validation error after which the training ends. */
  patience: number;
  seed: number;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

const batchSize = 64;
/** Adam's largest step size. */
const largestRate = 5e-3;

/**
 * Trains by Adam on the mean squared error and leaves the model with the weights of the epoch that did best on the
 * validation rows.
 *
 * @returns root mean squared error of the validation rows after each epoch, and the speed
 */
export async function regressionLoop(
  tf: Tensorflow,
  model: LayersModel,
  plan: RegressionPlan,
): Promise<{ validation: number[]; rowsPerSecond: number }> {
  const { rows, epochs, patience, seed, signal } = plan;
  const pace = createPace(plan.onProgress);
  const optimizer = tf.train.adam(largestRate);
  const validation: number[] = [];
  const steps = Math.ceil(rows.training.length / batchSize);
  let best: Float32Array[] | null = null;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const random = seededRandom(deriveSeed(seed, draws.order, epoch));
    const order = shuffledRows(rows.training.length, random).map((place) => rows.training[place] ?? 0);
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const batch = order.subarray(step * batchSize, (step + 1) * batchSize);
      // tfjs types the step size as fixed; its own callbacks change it the same way.
      Object.assign(optimizer, {
        learningRate: learningRate(largestRate, ((epoch - 1) * steps + step) / (epochs * steps)),
      });
      const loss = await trainOn(tf, model, plan, batch, optimizer);
      pace.trained(batch.length);
      const left = rows.training.length * (epochs - epoch + 1) - (step + 1) * batchSize;
      pace.report({ epoch, epochs, step, steps, loss, accuracy: 0 }, left);
      await setImmediate();
    }
    const error = await validationError(tf, model, plan);
    if (validation.every((earlier) => earlier > error)) best = await readWeights(model);
    validation.push(error);
    const history = validation.map((validationLoss) => ({ validationLoss }));
    if (stopsEarly(history, patience)) break;
  }
  optimizer.dispose();
  if (best) writeWeights(tf, model, best);
  return { validation, rowsPerSecond: pace.imagesPerSecond() };
}

/** @returns the mean squared error before the step, in standard deviations of the target */
async function trainOn(
  tf: Tensorflow,
  model: LayersModel,
  { features, targets, scales }: RegressionPlan,
  batch: Uint32Array,
  optimizer: ReturnType<Tensorflow["train"]["adam"]>,
): Promise<number> {
  const loss = tf.tidy(() => {
    const inputs = tf.tensor2d(standardise(features, batch, scales.in), [batch.length, scales.in.means.length]);
    const wanted = tf.tensor2d(standardise(targets, batch, scales.out), [batch.length, 1]);
    const before = optimizer.minimize(() => {
      const guessed = model.apply(inputs, { training: true }) as Tensor2D;
      return tf.losses.meanSquaredError(wanted, guessed).asScalar();
    }, true);
    if (!before) throw new Error("the optimizer gave no loss");
    return before;
  });
  const value = (await loss.data())[0] ?? Number.NaN;
  loss.dispose();
  return value;
}

async function validationError(
  tf: Tensorflow,
  model: LayersModel,
  { features, targets, rows, scales }: RegressionPlan,
): Promise<number> {
  const table = Array.from(rows.validation, (row) => features[row] ?? []);
  const guesses = await predictNumbers(tf, model, table, scales);
  const squares = guesses.map((guess, place) => (guess - (targets[rows.validation[place] ?? -1]?.[0] ?? 0)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** The model's number for each row, in the target's unit. */
export async function predictNumbers(
  tf: Tensorflow,
  model: LayersModel,
  features: Table,
  scales: RegressionPlan["scales"],
): Promise<number[]> {
  const all = Uint32Array.from({ length: features.length }, (_, row) => row);
  const guesses = tf.tidy(() => {
    const inputs = tf.tensor2d(standardise(features, all, scales.in), [features.length, scales.in.means.length]);
    return model.apply(inputs, { training: false }) as Tensor;
  });
  const values = Array.from(await guesses.data());
  guesses.dispose();
  const [mean = 0, deviation = 1] = [scales.out.means[0], scales.out.deviations[0]];
  return values.map((value) => value * deviation + mean);
}
