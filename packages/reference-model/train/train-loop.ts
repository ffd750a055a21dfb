import { setImmediate } from "node:timers/promises";
import type { Sequential } from "@tensorflow/tfjs-node-gpu";
import { batches } from "../data/batches.ts";
import type { HeldOut } from "../data/hold-out.ts";
import type { Images } from "../data/image-file.ts";
import { type Random, shuffledRows } from "../data/random.ts";
import type { Tensorflow } from "../engine/engine.ts";
import { classify } from "./predict.ts";
import { createTrainer } from "./training-step.ts";

/** Where a training stands: the current epoch (from 1), its step, and running means over this epoch. */
export interface TrainingProgress {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss: number;
  accuracy: number;
  imagesPerSecond: number;
  secondsLeft: number;
}

/** One epoch: mean loss and accuracy over its training steps, and on the validation rows at its end. */
export interface EpochRecord {
  epoch: number;
  loss: number;
  accuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

export interface TrainingPlan {
  images: Images;
  /** Class of each row of `images`. */
  labels: Uint8Array;
  rows: HeldOut;
  epochs: number;
  batchSize: number;
  learningRate: number;
  random: Random;
  onProgress?: ((progress: TrainingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Trains a model in place and leaves it with the weights of the epoch that did best on the validation rows.
 *
 * @returns what happened in each epoch, and the speed of training without validation
 * @throws the signal's reason when cancelled
 */
export async function trainLoop(
  tf: Tensorflow,
  model: Sequential,
  plan: TrainingPlan,
): Promise<{ history: EpochRecord[]; imagesPerSecond: number }> {
  const trainer = createTrainer(tf, model, plan.learningRate);
  const best = bestWeights(tf, model);
  const pace = createPace(plan);
  const history: EpochRecord[] = [];
  try {
    for (let epoch = 1; epoch <= plan.epochs; epoch++) {
      const trained = await trainEpoch(tf, trainer, plan, epoch, pace);
      const checked = await validate(tf, model, plan);
      history.push({ epoch, ...trained, validationLoss: checked.loss, validationAccuracy: checked.accuracy });
      best.offer(checked.accuracy);
    }
    best.restore();
  } finally {
    best.dispose();
    trainer.dispose();
  }
  return { history, imagesPerSecond: pace.imagesPerSecond() };
}

async function trainEpoch(
  tf: Tensorflow,
  trainer: ReturnType<typeof createTrainer>,
  plan: TrainingPlan,
  epoch: number,
  pace: Pace,
): Promise<{ loss: number; accuracy: number }> {
  const training = plan.rows.training;
  const order = shuffledRows(training.length, plan.random).map((place) => training[place] ?? 0);
  const steps = Math.ceil(order.length / plan.batchSize);
  const sums = { loss: 0, accuracy: 0, images: 0 };
  let step = 0;
  for (const batch of batches(tf, plan.images, order, plan.batchSize)) {
    const rate = cosineRate(plan.learningRate, ((epoch - 1) * steps + step) / (plan.epochs * steps));
    const labels = Uint8Array.from(batch.rows, (row) => plan.labels[row] ?? 0);
    const { loss, accuracy } = trainer.step(batch.images, labels, rate);
    batch.images.dispose();
    sums.loss += loss * labels.length;
    sums.accuracy += accuracy * labels.length;
    sums.images += labels.length;
    step++;
    pace.trained(labels.length);
    const means = { loss: sums.loss / sums.images, accuracy: sums.accuracy / sums.images };
    pace.report({ epoch, epochs: plan.epochs, step, steps, ...means });
    // Kernels run on this thread: give timers, signals and requests their turn.
    await setImmediate();
    plan.signal?.throwIfAborted();
  }
  return { loss: sums.loss / sums.images, accuracy: sums.accuracy / sums.images };
}

/** Loshchilov and Hutter 2017, "SGDR", without restarts: from the full rate to nothing along half a cosine. */
function cosineRate(full: number, done: number): number {
  return (full * (1 + Math.cos(Math.PI * done))) / 2;
}

async function validate(tf: Tensorflow, model: Sequential, plan: TrainingPlan) {
  const { rows, labels, probabilities, classes } = await classify(
    tf,
    model,
    plan.images,
    plan.rows.validation,
    plan.signal,
  );
  const sums = { loss: 0, right: 0 };
  rows.forEach((row, place) => {
    const truth = plan.labels[row] ?? 0;
    sums.right += labels[place] === truth ? 1 : 0;
    sums.loss -= Math.log(Math.max(probabilities[place * classes + truth] ?? 0, 1e-12));
  });
  return { loss: sums.loss / rows.length, accuracy: sums.right / rows.length };
}

/** Keeps a copy of the weights of the best epoch; of equals the first. */
function bestWeights(tf: Tensorflow, model: Sequential) {
  let accuracy = Number.NEGATIVE_INFINITY;
  let weights: ReturnType<Sequential["getWeights"]> = [];
  const dispose = () => {
    tf.dispose(weights);
    weights = [];
  };
  return {
    offer(reached: number) {
      if (reached <= accuracy) return;
      dispose();
      accuracy = reached;
      weights = model.getWeights().map((weight) => weight.clone());
    },
    restore: () => model.setWeights(weights),
    dispose,
  };
}

interface Pace {
  trained(images: number): void;
  report(progress: Omit<TrainingProgress, "imagesPerSecond" | "secondsLeft">): void;
  imagesPerSecond(): number;
}

/** Speed and time left, told at most twice a second. */
function createPace(plan: TrainingPlan): Pace {
  const started = performance.now();
  let images = 0;
  let told = started;
  const seconds = () => (performance.now() - started) / 1000;
  const imagesPerSecond = () => images / Math.max(seconds(), 1e-9);
  return {
    trained: (count) => {
      images += count;
    },
    report(progress) {
      const now = performance.now();
      if (now - told < 500 && progress.step < progress.steps) return;
      told = now;
      const left = plan.rows.training.length * plan.epochs - images;
      plan.onProgress?.({ ...progress, imagesPerSecond: imagesPerSecond(), secondsLeft: left / imagesPerSecond() });
    },
    imagesPerSecond,
  };
}
