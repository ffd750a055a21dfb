import type { Kit } from "@gradmark/contract";
import { cnn } from "./cnn.ts";
import { lenet5 } from "./lenet-5.ts";
import { logistic } from "./logistic.ts";
import { mlp } from "./mlp.ts";
import type { BuildModel } from "./model.ts";

/** The models that a kit may name. */
export type ModelName = Kit["competition"]["benchmark"]["model"];

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
