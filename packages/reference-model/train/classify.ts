import { setImmediate } from "node:timers/promises";
import type { LayersModel, Tensor2D } from "@tensorflow/tfjs";
import { imageBatch } from "../data/batches.ts";
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

/** Larger ones are no faster and take more memory. */
const batchSize = 500;

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
  for (let start = 0; start < rows.length; start += batchSize) {
    signal?.throwIfAborted();
    const batch = rows.subarray(start, start + batchSize);
    const shares = tf.tidy(() => {
      const scores = model.apply(imageBatch(tf, images, batch), { training: false }) as Tensor2D;
      return tf.softmax(scores);
    });
    probabilities.set(await shares.data(), start * classes);
    shares.dispose();
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
