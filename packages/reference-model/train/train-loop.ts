import { setImmediate } from "node:timers/promises";
import type { LayersModel } from "@tensorflow/tfjs";
import { imageBatch } from "../data/batches.ts";
import type { Distortion } from "../data/distort.ts";
import type { HeldOut } from "../data/hold-out.ts";
import type { Images } from "../data/image-file.ts";
import { deriveSeed, draws, seededRandom, shuffledRows } from "../data/random.ts";
import type { Tensorflow } from "../engine/engine.ts";
import {
  type CheckpointPlace,
  type CurvePoint,
  type EpochRecord,
  loadCheckpoint,
  type Position,
  removeCheckpoint,
  type Sums,
  writeCheckpoint,
} from "./checkpoint.ts";
import { classify } from "./classify.ts";
import { stopsEarly } from "./early-stopping.ts";
import { createPace, type Pace, type TrainingProgress } from "./pace.ts";
import { learningRate } from "./schedule.ts";
import { createTrainer, readWeights, type Trainer, writeWeights } from "./training-step.ts";

export interface TrainingPlan {
  images: Images;
  /** Class of each row of `images`. */
  labels: Uint8Array;
  rows: HeldOut;
  /** The most that are trained. */
  epochs: number;
  /** Epochs in a row without progress on the validation rows after which the training ends. */
  patience: number;
  batchSize: number;
  /** Largest step size of the schedule. */
  learningRate: number;
  distortion: Distortion | null;
  seed: number;
  checkpoint: CheckpointPlace;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A training under way. */
interface Run {
  tf: Tensorflow;
  model: LayersModel;
  plan: TrainingPlan;
  trainer: Trainer;
  pace: Pace;
  position: Position;
  /** Weights of the epoch that did best on the validation rows; of equals the first. */
  best: Float32Array[] | null;
  /** When the last checkpoint was written. */
  saved: number;
}

/**
 * Trains a model in place and leaves it with the weights of the epoch that did best on the validation rows. Takes up a
 * training of the same plan that was cut off; the result is the same as without the cut.
 *
 * @returns what happened in each epoch, and the speed of this run
 * @throws the signal's reason when cancelled
 */
export async function trainLoop(
  tf: Tensorflow,
  model: LayersModel,
  plan: TrainingPlan,
): Promise<{ history: EpochRecord[]; curve: CurvePoint[]; imagesPerSecond: number }> {
  const run = await begin(tf, model, plan);
  const { position } = run;
  while (position.epoch <= plan.epochs && !stopsEarly(position.history, plan.patience)) {
    await trainEpoch(run);
    await endEpoch(run);
  }
  if (run.best) writeWeights(tf, model, run.best);
  await removeCheckpoint(plan.checkpoint);
  return { history: position.history, curve: position.curve, imagesPerSecond: run.pace.imagesPerSecond() };
}

async function begin(tf: Tensorflow, model: LayersModel, plan: TrainingPlan): Promise<Run> {
  const trainer = await createTrainer(tf, model);
  const found = await loadCheckpoint(plan.checkpoint);
  if (found) await trainer.restore(found.trainer);
  const start = { epoch: 1, step: 0, sums: nothing(), recent: nothing(), curve: [], history: [] };
  const position: Position = found?.position ?? start;
  const best = found?.best ?? null;
  return { tf, model, plan, trainer, position, best, pace: createPace(plan.onProgress), saved: performance.now() };
}

async function trainEpoch(run: Run): Promise<void> {
  const { plan, position, pace } = run;
  const training = plan.rows.training;
  const random = seededRandom(deriveSeed(plan.seed, draws.order, position.epoch));
  const order = shuffledRows(training.length, random).map((place) => training[place] ?? 0);
  const steps = Math.ceil(order.length / plan.batchSize);
  while (position.step < steps) {
    const rows = order.subarray(position.step * plan.batchSize, (position.step + 1) * plan.batchSize);
    await trainStep(run, rows, steps);
    pace.trained(rows.length);
    const { loss, right, images } = position.sums;
    const means = { loss: loss / images, accuracy: right / images };
    const left = training.length * (plan.epochs - position.epoch + 1) - images;
    pace.report({ epoch: position.epoch, epochs: plan.epochs, step: position.step, steps, ...means }, left);
    await saveIfDue(run);
    // Kernels run on this thread: give timers, signals and requests their turn.
    await setImmediate();
    plan.signal?.throwIfAborted();
  }
}

async function trainStep({ tf, plan, position, trainer }: Run, rows: Uint32Array, steps: number): Promise<void> {
  const { epoch, step } = position;
  const random = seededRandom(deriveSeed(plan.seed, draws.distortion, epoch, step));
  const distorted = plan.distortion ? { limits: plan.distortion, random } : undefined;
  const images = imageBatch(tf, plan.images, rows, distorted);
  const labels = Uint8Array.from(rows, (row) => plan.labels[row] ?? 0);
  const rate = learningRate(plan.learningRate, ((epoch - 1) * steps + step) / (plan.epochs * steps));
  const dropoutSeed = deriveSeed(plan.seed, draws.dropout, epoch, step);
  const { loss, accuracy } = await trainer.step(images, labels, rate, dropoutSeed);
  images.dispose();
  for (const sum of [position.sums, position.recent]) {
    sum.loss += loss * rows.length;
    sum.right += accuracy * rows.length;
    sum.images += rows.length;
  }
  position.step++;
  if (Math.floor((position.step * 20) / steps) > Math.floor((step * 20) / steps)) addCurvePoint(position, steps);
}

function addCurvePoint(position: Position, steps: number): void {
  const { loss, right, images } = position.recent;
  const epochs = position.epoch - 1 + position.step / steps;
  position.curve.push({ epochs, loss: loss / images, accuracy: right / images });
  position.recent = nothing();
}

function nothing(): Sums {
  return { loss: 0, right: 0, images: 0 };
}

async function saveIfDue(run: Run): Promise<void> {
  const { plan, position, trainer, best } = run;
  if (performance.now() - run.saved < plan.checkpoint.everySeconds * 1000) return;
  await writeCheckpoint(plan.checkpoint, { position, trainer: await trainer.save(), best });
  run.saved = performance.now();
}

/** Measures the epoch on the validation rows and moves on to the next. */
async function endEpoch(run: Run): Promise<void> {
  const { tf, model, plan, position } = run;
  const { epoch, sums, history } = position;
  const validation = await validate(tf, model, plan);
  if (history.every((earlier) => earlier.validationAccuracy < validation.accuracy)) run.best = await readWeights(model);
  history.push({
    epoch,
    loss: sums.loss / sums.images,
    accuracy: sums.right / sums.images,
    validationLoss: validation.loss,
    validationAccuracy: validation.accuracy,
  });
  Object.assign(position, { epoch: epoch + 1, step: 0, sums: nothing() });
}

async function validate(tf: Tensorflow, model: LayersModel, plan: TrainingPlan) {
  const classified = await classify(tf, model, plan.images, plan.rows.validation, plan.signal);
  const { rows, labels, probabilities, classes } = classified;
  const sums = { loss: 0, right: 0 };
  rows.forEach((row, place) => {
    const truth = plan.labels[row] ?? 0;
    sums.right += labels[place] === truth ? 1 : 0;
    sums.loss -= Math.log(Math.max(probabilities[place * classes + truth] ?? 0, 1e-12));
  });
  return { loss: sums.loss / rows.length, accuracy: sums.right / rows.length };
}
