import type { BuildModel } from "./model.ts";

/** A network of two layers: 500 hidden units, then one score for each class. About 98 % on MNIST. */
export const mlp: BuildModel = (tf, { height, width, classes }, seeds) => {
  // He et al. 2015, "Delving deep into rectifiers": keeps the variance of activations through ReLU layers.
  const he = () => tf.initializers.heNormal({ seed: seeds() });
  return tf.sequential({
    name: "mlp",
    layers: [
      tf.layers.flatten({ name: "flatten", inputShape: [height, width, 1] }),
      tf.layers.dense({ name: "hidden", units: 500, activation: "relu", kernelInitializer: he() }),
      tf.layers.dense({ name: "scores", units: classes, kernelInitializer: he() }),
    ],
  });
};
