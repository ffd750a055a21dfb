/**
 * Trains a small network on the training images and saves its weights.
 *
 *   node train.js --data DIR --out model.bin [--epochs 2] [--seed 1] [--hidden 32]
 *
 * The network: 784 pixels -> hidden units with ReLU -> 10 numbers -> softmax. It is trained with the cross-entropy
 * loss by stochastic gradient descent, one image at a time. Node alone (24 or newer), no packages.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const pixels = 784;
const classes = 10;
const learningRate = 0.02;
/** The last rows are never trained on: choose between models by them. */
const validationRows = 5000;

/** Random numbers from 0 to 1 that a seed determines (mulberry32 by T. Ettinger, public domain). */
function seededRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Weights between -limit and limit, so that signals neither die nor grow on their way (He et al. 2015). */
function newWeights(inputs, outputs, random) {
  const limit = Math.sqrt(6 / inputs);
  return Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * limit);
}

/** Matrices row by row: W1 is 784 x hidden, W2 is hidden x 10; h, dh and o are buffers for one image. */
function newNetwork(hidden, random) {
  return {
    hidden,
    W1: newWeights(pixels, hidden, random),
    b1: new Float32Array(hidden),
    W2: newWeights(hidden, classes, random),
    b2: new Float32Array(classes),
    h: new Float32Array(hidden),
    dh: new Float32Array(hidden),
    o: new Float32Array(classes),
  };
}

/** Fills h and o for the image that begins at `at`. */
function forward({ hidden, W1, b1, W2, b2, h, o }, images, at) {
  h.set(b1);
  for (let p = 0; p < pixels; p++) {
    if (images[at + p] === 0) continue; // four pixels of five are background
    const x = images[at + p] / 255;
    for (let j = 0, w = p * hidden; j < hidden; j++, w++) h[j] += x * W1[w];
  }
  o.set(b2);
  for (let j = 0; j < hidden; j++) {
    if (h[j] < 0) h[j] = 0; // ReLU
    for (let c = 0, w = j * classes; c < classes; c++, w++) o[c] += h[j] * W2[w];
  }
}

function softmax(o) {
  const largest = Math.max(...o);
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    o[c] = Math.exp(o[c] - largest); // minus the largest: exp cannot overflow
    sum += o[c];
  }
  for (let c = 0; c < classes; c++) o[c] /= sum;
}

/** One step of gradient descent on one image. */
function learn(net, images, at, label, rate) {
  const { hidden, W1, b1, W2, b2, h, dh, o } = net;
  forward(net, images, at);
  softmax(o);
  o[label] -= 1; // gradient of the loss at the input of the softmax: p - one-hot
  for (let j = 0; j < hidden; j++) {
    let gradient = 0;
    for (let c = 0, w = j * classes; c < classes && h[j] > 0; c++, w++) {
      gradient += W2[w] * o[c];
      W2[w] -= rate * h[j] * o[c];
    }
    dh[j] = rate * gradient;
    b1[j] -= dh[j];
  }
  for (let c = 0; c < classes; c++) b2[c] -= rate * o[c];
  for (let p = 0; p < pixels; p++) {
    if (images[at + p] === 0) continue;
    const x = images[at + p] / 255;
    for (let j = 0, w = p * hidden; j < hidden; j++, w++) W1[w] -= x * dh[j];
  }
}

function predict(net, images, at) {
  forward(net, images, at);
  return net.o.indexOf(Math.max(...net.o));
}

/** The pixels of an IDX file: 16 bytes of header, then 784 bytes for each image. */
function readImages(path) {
  const content = readFileSync(path);
  if (content.readUInt32BE(0) !== 0x0803) throw new Error(`${path} is not an IDX file of images`);
  return content.subarray(16);
}

/** The column Label of a file Id,Label. */
function readLabels(path) {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return Uint8Array.from(rows, (row) => Number(row.split(",")[1]));
}

/** First line: names and shapes. Then the numbers of each tensor, row by row, as 32-bit floats. */
function save({ hidden, W1, b1, W2, b2 }, path) {
  const tensors = [
    { name: "W1", shape: [pixels, hidden] },
    { name: "b1", shape: [hidden] },
    { name: "W2", shape: [hidden, classes] },
    { name: "b2", shape: [classes] },
  ];
  const header = `${JSON.stringify({ format: "gradmark-weights/1", tensors })}\n`;
  const numbers = [W1, b1, W2, b2].map((tensor) => Buffer.from(tensor.buffer));
  writeFileSync(path, Buffer.concat([Buffer.from(header), ...numbers]));
}

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
const net = newNetwork(Number(options.hidden), random);
const order = Uint32Array.from({ length: training }, (_, k) => k);

for (let epoch = 0; epoch < epochs; epoch++) {
  for (let k = training - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1)); // another order in every epoch
    [order[k], order[other]] = [order[other], order[k]];
  }
  for (let k = 0; k < training; k++) {
    // The rate falls to a tenth along a straight line: large steps first, fine ones last.
    const done = (epoch * training + k) / (epochs * training);
    learn(net, images, pixels * order[k], labels[order[k]], learningRate * (1 - 0.9 * done));
  }
  let right = 0;
  for (let k = training; k < labels.length; k++) if (predict(net, images, pixels * k) === labels[k]) right++;
  const accuracy = (right / (labels.length - training)).toFixed(4);
  console.log(`epoch ${epoch + 1} of ${epochs}: validation accuracy ${accuracy}`);
}

save(net, options.out);
