import type { Sequential, Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs-node-gpu";
import type { Tensorflow } from "../engine/engine.ts";

export interface Trainer {
  /**
   * One step of gradient descent on a batch.
   * @param images [rows, height, width, 1]
   * @param labels class of each row
   * @returns mean cross entropy before the step, and the share of rows that were already right
   */
  step(images: Tensor4D, labels: Uint8Array, learningRate?: number): { loss: number; accuracy: number };
  dispose(): void;
}

/** Adam (Kingma and Ba 2015) on the mean cross entropy of softmax. */
export function createTrainer(tf: Tensorflow, model: Sequential, learningRate: number): Trainer {
  const optimizer = tf.train.adam(learningRate);
  const classes = model.outputShape.at(-1);
  if (typeof classes !== "number") throw new Error("a model ends with one score for each class");
  return {
    step(images, labels, rate = learningRate) {
      // tfjs offers no other way to change the rate without losing the moments.
      Object.assign(optimizer, { learningRate: rate });
      return tf.tidy(() => {
        const truth = tf.tensor1d(Int32Array.from(labels), "int32");
        const target = tf.oneHot(truth, classes);
        let scores: Tensor | undefined;
        const loss = optimizer.minimize(() => {
          const output = model.apply(images, { training: true }) as Tensor2D;
          scores = tf.keep(output);
          return tf.losses.softmaxCrossEntropy(target, output);
        }, true);
        if (!loss || !scores) throw new Error("the optimizer gave no loss");
        const right = tf.equal(tf.argMax(scores, 1), truth).sum();
        scores.dispose();
        return { loss: loss.dataSync()[0] ?? Number.NaN, accuracy: (right.dataSync()[0] ?? 0) / labels.length };
      });
    },
    dispose: () => optimizer.dispose(),
  };
}
