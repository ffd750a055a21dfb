import { readFile } from "node:fs/promises";
import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { z } from "zod";
import type { Tensorflow } from "../engine/engine.ts";
import { meanCrossEntropy } from "../train/cross-entropy.ts";
import { fuseNormalization } from "../train/fused-normalization.ts";

const recorded = z.record(
  z.string(),
  z.object({
    inputs: z.record(z.string(), z.object({ shape: z.array(z.number()), values: z.array(z.number()) })),
    gradients: z.record(z.string(), z.array(z.number())),
  }),
);
type Recorded = z.infer<typeof recorded>[string];

/** What scripts/record-gradients.ts wrote: derived by the backprop checker, evaluated with 64 digits. */
export async function loadRecorded(): Promise<Record<string, Recorded>> {
  const file = new URL("./fixtures/checker-gradients.json", import.meta.url);
  return recorded.parse(JSON.parse(await readFile(file, "utf8")));
}

/** The same gradients by an engine, row-major, by the names of the recording. */
export async function engineGradients(
  tf: Tensorflow,
  name: string,
  { inputs }: Recorded,
): Promise<Record<string, number[]>> {
  const computed = tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([key, { shape, values }]) => [key, tf.tensor(values, shape)] as const);
    return compute(tf, name, Object.fromEntries(tensors));
  });
  const read = Object.entries(computed).map(async ([key, tensor]) => [key, Array.from(await tensor.data())] as const);
  const numbers = Object.fromEntries(await Promise.all(read));
  tf.dispose(computed);
  return numbers;
}

function compute(tf: Tensorflow, name: string, inputs: Record<string, Tensor>): Record<string, Tensor> {
  const input = (key: string) => inputs[key] ?? missing(name, key);
  if (name === "softmax-regression") {
    const scores = (w: Tensor) => tf.matMul<Tensor2D>(input("x") as Tensor2D, w as Tensor2D);
    const loss = (w: Tensor) => meanCrossEntropy(tf, input("t") as Tensor2D, scores(w));
    return { w: tf.grad(loss)(input("w")) };
  }
  if (name === "normalization-relu") return normalization(tf, input("x"), input("g"), input("b"), input("dE/dy"));
  return convolution(tf, input, name === "convolution-same");
}

/** Two channels, one filter. The recording has its border of zeros in the image; `same` puts it there itself. */
function convolution(tf: Tensorflow, input: (key: string) => Tensor, same: boolean): Record<string, Tensor> {
  const image = tf.stack([input("xa"), input("xb")], -1).expandDims<Tensor4D>(0);
  const filter = tf.stack([input("wa"), input("wb")], -1).expandDims<Tensor4D>(-1);
  const upstream = input("dE/dy").expandDims(0).expandDims(-1);
  const convolve = (padding: "same" | "valid") => (x: Tensor, w: Tensor) =>
    tf.conv2d(x as Tensor4D, w as Tensor4D, 1, padding);
  const [dx, dw] = tf.grads(convolve("valid"))([image, filter], upstream);
  const inside = image.shape[1] - 2;
  const inner = same ? image.slice([0, 1, 1, 0], [1, inside, inside, 2]) : image;
  const ownFilter = same ? tf.grads(convolve("same"))([inner, filter], upstream)[1] : dw;
  const [xa, xb] = tf.unstack(dx?.squeeze([0]) ?? missing("convolution", "dx"), -1);
  const [wa, wb] = tf.unstack(ownFilter?.squeeze([3]) ?? missing("convolution", "dw"), -1);
  return { xa, xb, wa, wb } as Record<string, Tensor>;
}

/** By the layer as training uses it, so also by the engine's own operation for it. */
function normalization(tf: Tensorflow, x: Tensor, g: Tensor, b: Tensor, upstream: Tensor): Record<string, Tensor> {
  const layer = tf.layers.batchNormalization({ inputShape: x.shape.slice(1), epsilon: 1e-3 });
  const model = tf.sequential({ layers: [layer] });
  model.setWeights([g, b, tf.zerosLike(g), tf.onesLike(g)]);
  fuseNormalization(tf, model);
  const image = tf.variable(x);
  const { grads } = tf.variableGrads(() => {
    const y = model.apply(image, { training: true }) as Tensor;
    return tf.relu(y).mul(upstream).sum().asScalar();
  });
  const [gamma, beta] = layer.trainableWeights;
  const gradients = { x: grads[image.name], g: grads[gamma?.name ?? ""], b: grads[beta?.name ?? ""] };
  const known = Object.fromEntries(
    Object.entries(gradients).map(([key, value]) => [key, value ?? missing("normalization", key)]),
  );
  image.dispose();
  model.dispose();
  return known;
}

function missing(name: string, key: string): never {
  throw new Error(`${name} has no ${key}`);
}
