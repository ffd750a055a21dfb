import { setImmediate } from "node:timers/promises";
import type { LayersModel, Tensor2D } from "@tensorflow/tfjs-node-gpu";
import { batches } from "../data/batches.ts";
import type { Images } from "../data/image-file.ts";
import type { Tensorflow } from "../engine/engine.ts";

/** Class probabilities of some rows, in their order: `probabilities` is rows × classes. */
export interface Classified {
  rows: Uint32Array;
  classes: number;
  probabilities: Float32Array;
  /** The most probable class of each row; of equals the first. */
  labels: Uint8Array;
}

/** Runs the network over rows of a set. */
export async function classify(
  tf: Tensorflow,
  model: LayersModel,
  images: Images,
  rows: Uint32Array,
  signal?: AbortSignal,
): Promise<Classified> {
  const classes = Number(model.outputShape.at(-1));
  const probabilities = new Float32Array(rows.length * classes);
  let at = 0;
  for (const batch of batches(tf, images, rows, 500)) {
    signal?.throwIfAborted();
    const values = tf.tidy(() => tf.softmax(model.apply(batch.images, { training: false }) as Tensor2D).dataSync());
    batch.images.dispose();
    probabilities.set(values, at);
    at += values.length;
    await setImmediate();
  }
  return { rows, classes, probabilities, labels: largest(probabilities, classes) };
}

function largest(probabilities: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / classes }, (_, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}
