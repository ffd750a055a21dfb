import type { Tensor4D } from "@tensorflow/tfjs-node-gpu";
import type { Tensorflow } from "../engine/engine.ts";
import type { Images } from "./image-file.ts";

/** A few rows as the network takes them: images [rows, height, width, 1] with values in [0, 1]. */
export interface Batch {
  images: Tensor4D;
  rows: Uint32Array;
}

/**
 * The images of some rows in that order, a batch at a time. Only the batch at hand is ever turned into floats (0.4 MB
 * for 128 images, where the whole of MNIST would take 220 MB). The caller disposes of each `images`.
 */
export function* batches(tf: Tensorflow, images: Images, order: Uint32Array, size: number): Generator<Batch> {
  for (let start = 0; start < order.length; start += size) {
    const rows = order.subarray(start, start + size);
    yield { rows, images: imageTensor(tf, images, rows) };
  }
}

const unit = Float32Array.from({ length: 256 }, (_, value) => value / 255);

function imageTensor(tf: Tensorflow, { pixels, height, width }: Images, rows: Uint32Array): Tensor4D {
  const area = height * width;
  const values = new Float32Array(rows.length * area);
  let at = 0;
  for (const row of rows) {
    const end = (row + 1) * area;
    for (let from = row * area; from < end; from++) values[at++] = unit[pixels[from] ?? 0] ?? 0;
  }
  return tf.tensor4d(values, [rows.length, height, width, 1]);
}
