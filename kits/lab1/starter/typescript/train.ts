/**
 * Trains a small network on the training images and saves its weights.
 *
 *   npm install && node train.ts --data DIR --out model.bin [--epochs 2] [--seed 1] [--hidden 32]
 *
 * The network: 784 pixels -> hidden units with ReLU -> 10 numbers -> softmax. It is trained with the cross-entropy
 * loss by stochastic gradient descent on small batches. TensorFlow.js, with which large networks want the package
 * @tensorflow/tfjs-node in the import below. Node 24 or newer.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as tf from "@tensorflow/tfjs";

const pixels = 784;
const classes = 10;
const batchSize = 16;
const learningRate = 0.2;
/** The last rows are never trained on: choose between models by them. */
const validationRows = 5000;

/** Random numbers from 0 to 1 that a seed determines (mulberry32 by T. Ettinger, public domain). */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Weights so large that signals neither die nor grow on their way (He et al. 2015). */
function makeNetwork(hidden: number, seed: number): tf.Sequential {
  const he = (k: number) => tf.initializers.heNormal({ seed: seed + k });
  return tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [pixels], units: hidden, activation: "relu", kernelInitializer: he(1) }),
      tf.layers.dense({ units: classes, kernelInitializer: he(2) }),
    ],
  });
}

/** The pixels of an IDX file: 16 bytes of header, then 784 bytes for each image. */
function readImages(path: string): Uint8Array {
  const content = readFileSync(path);
  if (content.readUInt32BE(0) !== 0x0803) throw new Error(`${path} is not an IDX file of images`);
  return content.subarray(16);
}

/** The column Label of a file Id,Label. */
function readLabels(path: string): Int32Array {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return Int32Array.from(rows, (row) => Number(row.split(",")[1]));
}

/** Some of the images as numbers from 0 to 1, b x 784. */
function batchOf(images: Uint8Array, rows: Uint32Array): tf.Tensor2D {
  const values = new Float32Array(rows.length * pixels);
  rows.forEach((row, k) => {
    for (let p = 0; p < pixels; p++) values[k * pixels + p] = images[row * pixels + p] / 255;
  });
  return tf.tensor2d(values, [rows.length, pixels]);
}

/** One step of gradient descent on a batch. */
function learn(net: tf.Sequential, optimizer: tf.Optimizer, images: tf.Tensor2D, labels: Int32Array): void {
  const wanted = tf.oneHot(labels, classes);
  const loss = () => tf.losses.softmaxCrossEntropy(wanted, net.apply(images, { training: true }) as tf.Tensor);
  optimizer.minimize(loss as () => tf.Scalar);
}

/** Share of the rows whose largest output is at their label. */
function accuracy(net: tf.Sequential, images: Uint8Array, labels: Int32Array, rows: Uint32Array): number {
  const guesses = tf.tidy(() => (net.predict(batchOf(images, rows)) as tf.Tensor).argMax(1).dataSync());
  return rows.filter((row, k) => guesses[k] === labels[row]).length / rows.length;
}

/** First line: names and shapes. Then the numbers of each tensor, row by row, as 32-bit floats. */
function save(net: tf.Sequential, path: string): void {
  const weights = net.getWeights();
  const names = ["W1", "b1", "W2", "b2"]; // in the order of the layers
  const tensors = weights.map(({ shape }, k) => ({ name: names[k], shape }));
  const header = `${JSON.stringify({ format: "gradmark-weights/1", tensors })}\n`;
  const numbers = weights.map((tensor) => Buffer.from(Float32Array.from(tensor.dataSync()).buffer));
  writeFileSync(path, Buffer.concat([Buffer.from(header), ...numbers]));
}

tf.enableProdMode(); // without checks and advice
const { values: options } = parseArgs({
  options: {
    data: { type: "string", default: "." },
    out: { type: "string", default: "model.bin" },
    epochs: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    hidden: { type: "string", default: "32" },
  },
});
const epochs = Number(options.epochs);
const random = seededRandom(Number(options.seed));
const images = readImages(`${options.data}/train-images.idx`);
const labels = readLabels(`${options.data}/train.csv`);
const training = labels.length - Math.min(validationRows, Math.floor(labels.length / 10));
const validation = Uint32Array.from({ length: labels.length - training }, (_, k) => training + k);
const net = makeNetwork(Number(options.hidden), Number(options.seed));
const optimizer = tf.train.sgd(learningRate);
const order = Uint32Array.from({ length: training }, (_, k) => k);

for (let epoch = 0; epoch < epochs; epoch++) {
  for (let k = training - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1)); // another order in every epoch
    [order[k], order[other]] = [order[other], order[k]];
  }
  for (let start = 0; start < training; start += batchSize) {
    const rows = order.subarray(start, Math.min(start + batchSize, training));
    // The rate falls to a tenth along a straight line: large steps first, fine ones last.
    const done = (epoch * training + start) / (epochs * training);
    optimizer.setLearningRate(learningRate * (1 - 0.9 * done));
    tf.tidy(() =>
      learn(
        net,
        optimizer,
        batchOf(images, rows),
        Int32Array.from(rows, (row) => labels[row]),
      ),
    );
  }
  console.log(
    `epoch ${epoch + 1} of ${epochs}: validation accuracy ${accuracy(net, images, labels, validation).toFixed(4)}`,
  );
}

save(net, options.out);
