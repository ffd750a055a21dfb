import { cnn } from "./cnn.ts";
import { lenet5 } from "./lenet-5.ts";
import { logistic } from "./logistic.ts";
import { mlp } from "./mlp.ts";
import type { BuildModel } from "./model.ts";

export const modelNames = ["logistic", "mlp", "lenet-5", "cnn"] as const;
export type ModelName = (typeof modelNames)[number];

/** How to build and train each model. */
export interface Recipe {
  build: BuildModel;
  /** Images in one training step. */
  batchSize: number;
  /** Adam's step size at the start; it falls along half a cosine to nothing at the end. */
  learningRate: number;
}

export const recipes: Record<ModelName, Recipe> = {
  logistic: { build: logistic, batchSize: 128, learningRate: 3e-3 },
  mlp: { build: mlp, batchSize: 128, learningRate: 2e-3 },
  "lenet-5": { build: lenet5, batchSize: 128, learningRate: 3e-3 },
  cnn: { build: cnn, batchSize: 128, learningRate: 2e-3 },
};
