import type { LayersModel, Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";

type Layer = LayersModel["layers"][number];

/**
 * Lets the layers without an activation of their own compute by plain operations. tfjs takes fused ones for them, whose
 * gradient includes that of the input, always: for the first convolution, whose input are the images, that is the most
 * expensive operation of a step and used for nothing. The layers stay what they are: what is saved and what is computed
 * does not change, only how.
 */
export function usePlainOperations(tf: Tensorflow, model: LayersModel): void {
  for (const [place, layer] of model.layers.entries()) {
    if (layer.getConfig().activation !== "linear") continue;
    if (layer.getClassName() === "Dense") takeMatrixProduct(tf, layer);
    else if (layer.getClassName() === "Conv2D") takeConvolution(tf, layer, model.layers[place + 1]);
  }
}

function takeMatrixProduct(tf: Tensorflow, layer: Layer): void {
  const call = layer.call.bind(layer);
  layer.call = (inputs, settings) => {
    const x = single(inputs);
    const [kernel, bias] = layer.trainableWeights;
    if (!kernel || x.rank !== 2) return call(inputs, settings);
    const product = tf.matMul(x as Tensor2D, kernel.read() as Tensor2D);
    return bias ? product.add(bias.read()) : product;
  };
}

/** The largest of some values plus a number is the largest of them plus that number: the bias is added after pooling. */
function takeConvolution(tf: Tensorflow, layer: Layer, next: Layer | undefined): void {
  const { strides, padding, dilationRate, dataFormat } = layer.getConfig();
  const plain = [dilationRate].flat().every((rate) => rate === 1) && dataFormat === "channelsLast";
  if (!plain || (padding !== "same" && padding !== "valid")) return;
  const pooled = next?.getClassName() === "MaxPooling2D" ? next : null;
  layer.call = (inputs) => {
    const [kernel, bias] = layer.trainableWeights;
    if (!kernel) throw new Error(`${layer.name} has no weights`);
    const y = tf.conv2d(single(inputs) as Tensor4D, kernel.read() as Tensor4D, strides as [number, number], padding);
    return bias && !pooled ? y.add(bias.read()) : y;
  };
  if (!pooled) return;
  const pool = pooled.call.bind(pooled);
  pooled.call = (inputs, settings) => {
    const y = single(pool(inputs, settings));
    const [, bias] = layer.trainableWeights;
    return bias ? y.add(bias.read()) : y;
  };
}

function single(tensors: Tensor | Tensor[]): Tensor {
  const [one] = Array.isArray(tensors) ? tensors : [tensors];
  if (!one) throw new Error("a layer of ours has one input");
  return one;
}
