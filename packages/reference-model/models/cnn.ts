import type { BuildModel } from "./model.ts";

/**
 * A small modern network: two convolutions of 3×3 and one hidden layer, with batch normalization (Ioffe and Szegedy
 * 2015) and dropout (Srivastava et al. 2014). Trained for 12 epochs on images that are moved a little, it reaches
 * 99.6 % on MNIST.
 */
export const cnn: BuildModel = (tf, { height, width, classes }, seeds) => {
  // He et al. 2015, "Delving deep into rectifiers": keeps the variance of activations through ReLU layers.
  const he = () => tf.initializers.heNormal({ seed: seeds() });
  // Normalization subtracts the mean, so a bias before it would do nothing.
  const convolution = { kernelSize: 3, useBias: false };
  const normalize = (name: string) => tf.layers.batchNormalization({ name, momentum: 0.95 });
  return tf.sequential({
    name: "cnn",
    layers: [
      // 28×28×1 → 26×26×32 → 13×13×32. Pooling first: it makes normalization and ReLU four times cheaper, and changes
      // nothing, since both keep the order of values (as long as a channel's scale stays positive).
      tf.layers.conv2d({
        name: "conv1",
        inputShape: [height, width, 1],
        filters: 32,
        kernelInitializer: he(),
        ...convolution,
      }),
      tf.layers.maxPooling2d({ name: "pool1", poolSize: 2 }),
      normalize("norm1"),
      tf.layers.reLU({ name: "relu1" }),
      // 13×13×32 → 11×11×64 → 5×5×64
      tf.layers.conv2d({ name: "conv2", filters: 64, kernelInitializer: he(), ...convolution }),
      tf.layers.maxPooling2d({ name: "pool2", poolSize: 2 }),
      normalize("norm2"),
      tf.layers.reLU({ name: "relu2" }),
      // 1600 → 256 → one score for each class
      tf.layers.flatten({ name: "flatten" }),
      tf.layers.dense({ name: "dense1", units: 256, useBias: false, kernelInitializer: he() }),
      normalize("norm3"),
      tf.layers.reLU({ name: "relu3" }),
      tf.layers.dropout({ name: "dropout", rate: 0.5 }),
      tf.layers.dense({ name: "scores", units: classes, kernelInitializer: he() }),
    ],
  });
};
