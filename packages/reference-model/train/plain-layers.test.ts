import type { LayersModel, Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { seedSequence } from "../data/random.ts";
import type { Tensorflow } from "../engine/engine.ts";
import { openEngine } from "../engine/ladder.ts";
import { lenet5 } from "../models/lenet-5.ts";
import { meanCrossEntropy } from "./cross-entropy.ts";
import { usePlainOperations } from "./plain-layers.ts";

const { tf } = await openEngine();
const shape = { height: 12, width: 12, classes: 4 };

/** LeNet-5 with biases that are not zero, as after some training. */
function trained(): LayersModel {
  const model = lenet5(tf, shape, seedSequence(3));
  const noisy = model
    .getWeights()
    .map((weight, place) => weight.add(tf.randomNormal(weight.shape, 0, 0.1, "float32", place + 1)));
  model.setWeights(noisy);
  return model;
}

const images: Tensor4D = tf.randomUniform([6, shape.height, shape.width, 1], 0, 1, "float32", 1);
const target = tf.oneHot(tf.tensor1d([0, 1, 2, 3, 0, 1], "int32"), shape.classes).toFloat() as Tensor2D;

async function gradients(own: Tensorflow, model: LayersModel): Promise<Float32Array[]> {
  const { grads } = own.variableGrads(() => meanCrossEntropy(own, target, scores(model, true)));
  const inOrder = model.getWeights(true).map((weight) => grads[(weight as Tensor & { name: string }).name]);
  return Promise.all(inOrder.map(async (gradient) => Float32Array.from((await gradient?.data()) ?? [])));
}

function scores(model: LayersModel, training: boolean): Tensor2D {
  return model.apply(images, { training }) as Tensor2D;
}

describe("plain operations in the place of a layer's fused ones", () => {
  it("give the very same scores and, but for rounding, the same gradients", async () => {
    const [fused, plain] = [trained(), trained()];
    usePlainOperations(tf, plain);
    expect(await scores(plain, false).data()).toEqual(await scores(fused, false).data());
    const [expected, found] = [await gradients(tf, fused), await gradients(tf, plain)];
    expect(found).toHaveLength(10);
    for (const [place, exact] of expected.entries()) {
      expect(found[place]).toHaveLength(exact.length);
      for (const [k, value] of exact.entries()) expect(found[place]?.[k]).toBeCloseTo(value, 5);
    }
  });

  it("do not compute the gradient of the images, which nobody asked for", async () => {
    const model = trained();
    const count = async () => {
      const { kernelNames, kernels } = await tf.profile(async () => {
        await gradients(tf, model);
        return [];
      });
      expect(kernelNames).toContain("Conv2DBackpropFilter");
      return kernels.filter(({ name }) => name === "Conv2DBackpropInput").length;
    };
    expect(await count()).toBe(2);
    usePlainOperations(tf, model);
    expect(await count()).toBe(1);
  });
});
