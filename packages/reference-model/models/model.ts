import type { Sequential } from "@tensorflow/tfjs";
import type { SeedSequence } from "../data/random.ts";
import type { Tensorflow } from "../engine/engine.ts";

/** Height and width of the grey images that go in, and the number of classes that come out. */
export interface ImageShape {
  height: number;
  width: number;
  classes: number;
}

/**
 * Builds a network from images [batch, height, width, 1] with values in [0, 1] to one score (logit) for each class,
 * [batch, classes]. The largest score is the prediction; softmax turns scores into probabilities. Every layer takes its
 * initial weights from the next seed.
 */
export type BuildModel = (tf: Tensorflow, shape: ImageShape, seeds: SeedSequence) => Sequential;
