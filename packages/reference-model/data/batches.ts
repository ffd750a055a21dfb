import type { Tensor4D } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";
import { type Distortion, distortImage } from "./distort.ts";
import type { Images } from "./image-file.ts";
import type { Random } from "./random.ts";

/**
 * Some images as a network takes them: [rows, height, width, 1] with values in [0, 1]. Only the batch at hand is ever
 * turned into floats (0.4 MB for 128 images, where all of MNIST would take 220 MB).
 *
 * @param distorted moves each image a little, to teach that it stays the same digit
 * @returns a tensor that the caller disposes of
 */
export function imageBatch(
  tf: Tensorflow,
  images: Images,
  rows: Uint32Array,
  distorted?: { limits: Distortion; random: Random },
): Tensor4D {
  const { height, width } = images;
  const area = height * width;
  const values = new Float32Array(rows.length * area);
  rows.forEach((row, place) => {
    if (distorted) distortImage(images, row, distorted.limits, distorted.random, values, place * area);
    else values.set(images.pixels.subarray(row * area, (row + 1) * area), place * area);
  });
  return tf.tidy(() => {
    const bytes = tf.tensor4d(values, [rows.length, height, width, 1]);
    return bytes.div(255);
  });
}
