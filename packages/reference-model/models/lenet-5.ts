import type { BuildModel } from "./model.ts";

/**
 * LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition") with today's
 * ReLU, max pooling and cross entropy in place of tanh, averaging and Euclidean output units. About 99 % on MNIST.
 */
export const lenet5: BuildModel = (tf, { height, width, classes }, seeds) => {
  // He et al. 2015, "Delving deep into rectifiers": keeps the variance of activations through ReLU layers.
  const he = () => tf.initializers.heNormal({ seed: seeds() });
  const relu = "relu" as const;
  return tf.sequential({
    name: "lenet-5",
    layers: [
      // 28×28×1 → 28×28×6 → 14×14×6; the original pads 28×28 images to 32×32, which is the same as padding here.
      tf.layers.conv2d({
        name: "conv1",
        inputShape: [height, width, 1],
        filters: 6,
        kernelSize: 5,
        padding: "same",
        kernelInitializer: he(),
      }),
      tf.layers.maxPooling2d({ name: "pool1", poolSize: 2 }),
      // After pooling ReLU has a quarter of the values to do, and gives the same: both keep their order.
      tf.layers.reLU({ name: "relu1" }),
      // 14×14×6 → 10×10×16 → 5×5×16
      tf.layers.conv2d({ name: "conv2", filters: 16, kernelSize: 5, kernelInitializer: he() }),
      tf.layers.maxPooling2d({ name: "pool2", poolSize: 2 }),
      tf.layers.reLU({ name: "relu2" }),
      // 400 → 120 → 84 → one score for each class
      tf.layers.flatten({ name: "flatten" }),
      tf.layers.dense({ name: "dense1", units: 120, activation: relu, kernelInitializer: he() }),
      tf.layers.dense({ name: "dense2", units: 84, activation: relu, kernelInitializer: he() }),
      tf.layers.dense({ name: "scores", units: classes, kernelInitializer: he() }),
    ],
  });
};
