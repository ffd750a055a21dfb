import type { Sequential } from "@tensorflow/tfjs";
import type { SeedSequence } from "../data/random.ts";
import type { Tensorflow } from "../engine/engine.ts";

/** Two hidden layers of 64 units between the standardised columns [batch, columns] and one number [batch, 1]. */
export function denseRegression(tf: Tensorflow, columns: number, seeds: SeedSequence): Sequential {
  // He et al. 2015, "Delving deep into rectifiers": keeps the variance of activations through ReLU layers.
  const he = () => tf.initializers.heNormal({ seed: seeds() });
  const hidden = { units: 64, activation: "relu" } as const;
  return tf.sequential({
    name: "dense-regression",
    layers: [
      tf.layers.dense({ ...hidden, name: "hidden1", inputShape: [columns], kernelInitializer: he() }),
      tf.layers.dense({ ...hidden, name: "hidden2", kernelInitializer: he() }),
      tf.layers.dense({ name: "number", units: 1, kernelInitializer: he() }),
    ],
  });
}
