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
  const values = new Float32Array(rows.length * height * width);
  rows.forEach((row, place) => {
    const at = place * height * width;
    if (distorted) distortImage(images, row, distorted.limits, distorted.random, values, at);
    else copyImage(images, row, values, at);
  });
  return tf.tensor4d(values, [rows.length, height, width, 1]);
}

const unit = Float32Array.from({ length: 256 }, (_, value) => value / 255);

function copyImage({ pixels, height, width }: Images, row: number, values: Float32Array, at: number): void {
  const area = height * width;
  for (let pixel = 0; pixel < area; pixel++) values[at + pixel] = unit[pixels[row * area + pixel] ?? 0] ?? 0;
}
