import type { LayersModel, Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";
import { fusedKernels } from "../engine/tensorflow-gradients.ts";

type Layer = LayersModel["layers"][number];

/**
 * Lets the batch normalization of a model train by one operation of the engine, where it has one. The layers stay what
 * they are: what is saved and what is computed does not change, only how.
 */
export function fuseNormalization(tf: Tensorflow, model: LayersModel): void {
  if (!tf.getKernel(fusedKernels.normalize, tf.getBackend())) return;
  for (const layer of model.layers) if (layer.getClassName() === "BatchNormalization") fuse(tf, layer);
}

function fuse(tf: Tensorflow, layer: Layer): void {
  const { epsilon, momentum } = layer.getConfig();
  const call = layer.call.bind(layer);
  layer.call = (inputs, settings) => {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    return settings.training === true && x
      ? normalize(tf, layer, x, Number(epsilon), Number(momentum))
      : call(inputs, settings);
  };
}

/** Ioffe and Szegedy 2015, algorithm 1, and the running statistics that prediction uses. x is [rows, …, channels]. */
function normalize(tf: Tensorflow, layer: Layer, x: Tensor, epsilon: number, momentum: number): Tensor {
  const [gamma, beta] = layer.trainableWeights;
  const [runningMean, runningVariance] = layer.nonTrainableWeights;
  if (!gamma || !beta || !runningMean || !runningVariance) throw new Error(`${layer.name} has no scale or no offset`);
  const channels = x.shape.at(-1) ?? 1;
  const count = x.size / channels;
  const statistics: Tensor[] = [];
  const run = tf.customGrad((values, scale, offset, save) => {
    const names = { x: values, scale, offset } as Record<string, Tensor>;
    const [y, mean, variance, own, inverse] = kernel(tf, fusedKernels.normalize, names, epsilon);
    statistics.push(tf.keep(mean), tf.keep(variance));
    (save as (tensors: Tensor[]) => void)([values as Tensor, scale as Tensor, own, inverse]);
    return { value: y, gradFunc: (dy, saved) => backward(tf, dy, saved, epsilon) };
  });
  const flat: Tensor4D = x.reshape([count, 1, 1, channels]);
  const y = run(flat, gamma.read(), beta.read()).reshape(x.shape);
  const [mean, variance] = statistics;
  if (!mean || !variance) throw new Error("the statistics of the batch are missing");
  // tfjs keeps the variance without Bessel's correction, and so do we.
  const moved = (old: Tensor, now: Tensor) => old.sub(old.sub(now).mul(1 - momentum));
  runningMean.write(moved(runningMean.read(), mean));
  runningVariance.write(moved(runningVariance.read(), variance.mul((count - 1) / count)));
  tf.dispose(statistics);
  return y;
}

function backward(tf: Tensorflow, dy: Tensor, saved: Tensor[], epsilon: number): Tensor[] {
  const [x, scale, mean, inverse] = saved;
  if (!x || !scale || !mean || !inverse) throw new Error("normalization saved four tensors");
  return kernel(tf, fusedKernels.normalizeGrad, { dy, x, scale, mean, inverse }, epsilon);
}

type Outputs = [Tensor, Tensor, Tensor, Tensor, Tensor];

function kernel(tf: Tensorflow, name: string, inputs: Record<string, Tensor>, epsilon: number): Outputs {
  return tf.engine().runKernel(name, inputs, { epsilon }) as unknown as Outputs;
}
