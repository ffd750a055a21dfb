import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openEngine } from "./ladder.ts";

const { tf, name } = await openEngine();
const own = name === "tensorflow-cpu" && tf.getKernel("GradmarkPool", tf.getBackend()) !== undefined;
const title = `pooling ${own ? "by our own operations" : "(the engine's own: this binding has no other)"}`;

/** Images by rows of pixels by channels. Few values, so that equal ones meet in a square. */
const image = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 2, max: 7 }),
    fc.integer({ min: 2, max: 7 }),
    fc.integer({ min: 1, max: 9 }),
  )
  .chain((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: size, maxLength: size });
    return fc.record({ shape: fc.constant(shape), values });
  });

interface Sample {
  shape: [number, number, number, number];
  values: number[];
}

/** By definition: the largest value of each square, and 1, 2, 3, … as the gradient that arrives at the squares. */
function byDefinition({ shape: [images, height, width, channels], values }: Sample) {
  const largest: number[] = [];
  const slope = values.map(() => 0);
  for (let n = 0; n < images; n++)
    for (let row = 0; row + 1 < height; row += 2)
      for (let column = 0; column + 1 < width; column += 2)
        for (let channel = 0; channel < channels; channel++) {
          const place = (y: number, x: number) => ((n * height + row + y) * width + column + x) * channels + channel;
          const places = [place(0, 0), place(0, 1), place(1, 0), place(1, 1)];
          const top = Math.max(...places.map((at) => values[at] ?? 0));
          largest.push(top);
          slope[places.find((at) => values[at] === top) ?? -1] = largest.length;
        }
  return { largest, slope };
}

describe.skipIf(!own)(title, () => {
  it("takes the largest of each square, and gives its gradient to the first that is as large", async () => {
    await fc.assert(
      fc.asyncProperty(image, async (sample) => {
        const x = tf.tensor4d(sample.values, sample.shape);
        const { largest, slope } = byDefinition(sample);
        const pool = (input: Tensor) => tf.maxPool(input as Tensor4D, 2, 2, "valid");
        const y = pool(x);
        const upstream = tf.tensor(
          largest.map((_, place) => place + 1),
          y.shape,
        );
        const dx = tf.grad(pool)(x, upstream);
        expect(Array.from(await y.data())).toEqual(largest);
        expect(Array.from(await dx.data())).toEqual(slope);
        tf.dispose([x, y, dx, upstream]);
      }),
    );
  });

  it("leaves other sizes to the engine", async () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    expect(Array.from(await tf.maxPool(x, 3, 1, "valid").data())).toEqual([9]);
    expect(Array.from(await tf.maxPool(x, 2, 2, "same").data())).toEqual([5, 6, 8, 9]);
  });

  it("gives the same with many images, which several threads share", async () => {
    const x: Tensor4D = tf.randomNormal([64, 27, 26, 32], 0, 1, "float32", 1);
    const whole = tf.maxPool(x, 2, 2, "valid");
    const parts = tf.concat(tf.split(x, 64).map((one) => tf.maxPool(one as Tensor4D, 2, 2, "valid")));
    expect(await whole.data()).toEqual(await parts.data());
  });
});
