import type { LayersModel, Tensor, Tensor2D, Tensor4D, Variable } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";
import { type AdamState, adamStep, newAdamState } from "./adam.ts";
import { meanCrossEntropy } from "./cross-entropy.ts";
import { fuseNormalization } from "./fused-normalization.ts";
import { usePlainOperations } from "./plain-layers.ts";

export interface Trainer {
  /**
   * One step of gradient descent on a batch.
   * @param images [rows, height, width, 1]
   * @param labels class of each row
   * @param rate step size
   * @param dropoutSeed decides which units are dropped
   * @returns mean cross entropy before the step, and the share of rows that were already right
   */
  step(images: Tensor4D, labels: Uint8Array, rate: number, dropoutSeed: number): Promise<StepResult>;
  /** Everything that the next step depends on, as copies. */
  save(): Promise<TrainerState>;
  restore(state: TrainerState): Promise<void>;
}

export interface StepResult {
  loss: number;
  accuracy: number;
}

export interface TrainerState {
  /** In the order of `model.getWeights()`, running statistics included. */
  weights: Float32Array[];
  adam: AdamState;
}

/** Trains a model by Adam on the mean cross entropy of softmax. */
export async function createTrainer(tf: Tensorflow, model: LayersModel): Promise<Trainer> {
  fuseNormalization(tf, model);
  usePlainOperations(tf, model);
  const variables = model.getWeights(true).map((weight) => asVariable(tf, weight));
  let values = await readTensors(variables);
  let adam = newAdamState(values.map((array) => array.length));
  const dropouts = model.layers.filter((layer) => layer.getClassName() === "Dropout");

  return {
    async step(images, labels, rate, dropoutSeed) {
      // With its own seed a layer would drop the same units in every step.
      for (const [place, layer] of dropouts.entries()) Object.assign(layer, { seed: dropoutSeed + place });
      const { loss, accuracy, gradients } = await computeGradients(tf, model, variables, images, labels);
      adamStep(adam, values, gradients, rate);
      for (const [place, variable] of variables.entries()) assign(tf, variable, values[place]);
      return { loss, accuracy };
    },
    save: async () => ({
      weights: await readWeights(model),
      adam: { steps: adam.steps, first: adam.first.map((m) => m.slice()), second: adam.second.map((v) => v.slice()) },
    }),
    async restore(state) {
      writeWeights(tf, model, state.weights);
      values = await readTensors(variables);
      adam = state.adam;
    },
  };
}

/** All weights, running statistics included, as copies in the order of `model.getWeights()`. */
export function readWeights(model: LayersModel): Promise<Float32Array[]> {
  return readTensors(model.getWeights());
}

/** Copies: engines may give a view of their own memory. Not `dataSync`, which WebGPU does not have. */
function readTensors(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  return Promise.all(tensors.map(async (tensor) => Float32Array.from(await tensor.data())));
}

/** The reverse of `readWeights`. */
export function writeWeights(tf: Tensorflow, model: LayersModel, weights: readonly Float32Array[]): void {
  tf.tidy(() => {
    const shapes = model.getWeights().map((weight) => weight.shape);
    if (shapes.length !== weights.length) throw new Error("these weights belong to another model");
    model.setWeights(shapes.map((shape, place) => tf.tensor(weights[place]?.slice() ?? [], shape)));
  });
}

async function computeGradients(
  tf: Tensorflow,
  model: LayersModel,
  variables: Variable[],
  images: Tensor4D,
  labels: Uint8Array,
): Promise<StepResult & { gradients: Float32Array[] }> {
  const classes = Number(model.outputShape.at(-1));
  const tensors = tf.tidy(() => {
    const target = oneHot(tf, labels, classes);
    const guesses: Tensor[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const scores = model.apply(images, { training: true }) as Tensor2D;
      guesses.push(tf.keep(tf.argMax(scores, 1)));
      return meanCrossEntropy(tf, target, scores);
    }, variables);
    return [value, ...guesses, ...variables.map((variable) => grads[variable.name] ?? missing(variable))];
  });
  const [loss, guesses, ...gradients] = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  const right = labels.reduce((count, label, row) => count + (guesses?.[row] === label ? 1 : 0), 0);
  return {
    loss: loss?.[0] ?? Number.NaN,
    accuracy: right / labels.length,
    gradients: gradients as Float32Array[],
  };
}

/** [rows, classes]: 1 at the row's class. Written here, since an engine takes three operations for it. */
function oneHot(tf: Tensorflow, labels: Uint8Array, classes: number): Tensor2D {
  const values = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    values[row * classes + label] = 1;
  });
  return tf.tensor2d(values, [labels.length, classes]);
}

function missing(variable: Variable): never {
  throw new Error(`the loss does not depend on ${variable.name}`);
}

function assign(tf: Tensorflow, variable: Variable, values: Float32Array | undefined): void {
  if (!values) throw new Error(`no values for ${variable.name}`);
  // A copy: engines may keep a view of what they are given.
  const tensor = tf.tensor(values.slice(), variable.shape);
  variable.assign(tensor);
  tensor.dispose();
}

function asVariable(tf: Tensorflow, weight: Tensor): Variable {
  if (weight instanceof tf.Variable) return weight;
  throw new Error("a weight that is no variable cannot be trained");
}
