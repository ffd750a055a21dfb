import type { Kit } from "@gradmark/contract";
import type { Distortion } from "../data/distort.ts";
import { cnn } from "./cnn.ts";
import { lenet5 } from "./lenet-5.ts";
import { logistic } from "./logistic.ts";
import { mlp } from "./mlp.ts";
import type { BuildModel } from "./model.ts";

/** The models of images that a kit may name. */
export type ModelName = Exclude<Kit["competition"]["benchmark"]["model"], "dense-regression">;

/** How to build and train each model. */
export interface Recipe {
  build: BuildModel;
  /** How many are trained where nobody asks for another number. */
  epochs: number;
  /** Images in one training step. */
  batchSize: number;
  /** Adam's largest step size; see train/schedule.ts. */
  learningRate: number;
  /** Whether it can be trained on WebAssembly in minutes. */
  small: boolean;
  /** How training images are moved; null leaves them as they are. */
  distortion: Distortion | null;
}

export const recipes: Record<ModelName, Recipe> = {
  logistic: { build: logistic, epochs: 5, batchSize: 128, learningRate: 5e-3, small: true, distortion: null },
  mlp: { build: mlp, epochs: 5, batchSize: 128, learningRate: 3e-3, small: true, distortion: null },
  "lenet-5": { build: lenet5, epochs: 3, batchSize: 128, learningRate: 8e-3, small: true, distortion: null },
  cnn: {
    build: cnn,
    epochs: 8,
    batchSize: 128,
    learningRate: 5e-3,
    small: false,
    distortion: { shift: 2, turn: 10, scale: 0.1 },
  },
};

/** What a kit that names another model need not say: the epochs that this one takes. */
export function usualEpochs(model: ModelName): number {
  return recipes[model].epochs;
}
