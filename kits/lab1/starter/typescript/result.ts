/**
 * Runs the trained network on the test images and writes predictions.csv.
 *
 * The network: 784 pixels -> hidden units with ReLU -> 10 numbers; the largest of them names the digit.
 * Its weights come from train.ts. Node alone (24 or newer), without TensorFlow.js: it is not there where we run this.
 */
import { readFileSync, writeFileSync } from "node:fs";

const data = process.env.GRADMARK_TEST_DATA ?? ".";
const model = process.env.GRADMARK_MODEL ?? ".";
const pixels = 784;
const classes = 10;

/** The tensors of a weights file by name: a line of JSON with their shapes, then their numbers. */
function readWeights(path: string): Record<string, Float32Array> {
  const content = readFileSync(path);
  let at = content.indexOf("\n") + 1;
  const { tensors } = JSON.parse(content.toString("utf8", 0, at)) as { tensors: { name: string; shape: number[] }[] };
  const byName: Record<string, Float32Array> = {};
  for (const { name, shape } of tensors) {
    const size = shape.reduce((product, length) => product * length, 1);
    byName[name] = new Float32Array(content.buffer.slice(content.byteOffset + at, content.byteOffset + at + 4 * size));
    at += 4 * size;
  }
  return byName;
}

/** Output of the hidden layer: h = ReLU(b1 + x W1), where W1 is 784 x hidden. */
function hiddenLayer(net: Record<string, Float32Array>, image: Uint8Array): Float64Array {
  const h = Float64Array.from(net.b1);
  for (let p = 0; p < pixels; p++) {
    for (let j = 0; j < h.length; j++) h[j] += (image[p] / 255) * net.W1[p * h.length + j];
  }
  return h.map((value) => Math.max(0, value));
}

/** The digit whose output b2 + h W2 is the largest, where W2 is hidden x 10. */
function bestDigit(net: Record<string, Float32Array>, h: Float64Array): number {
  const output = Float64Array.from(net.b2);
  for (let j = 0; j < h.length; j++) {
    for (let digit = 0; digit < classes; digit++) output[digit] += h[j] * net.W2[j * classes + digit];
  }
  return output.indexOf(Math.max(...output));
}

const net = readWeights(`${model}/model.bin`);
const images = readFileSync(`${data}/test-images.idx`).subarray(16); // after the header of the IDX file
const ids = readFileSync(`${data}/test.csv`, "utf8").trim().split(/\r?\n/).slice(1); // row k belongs to image k

const rows = ids.map((id, k) => {
  const image = images.subarray(k * pixels, (k + 1) * pixels);
  return `${id},${bestDigit(net, hiddenLayer(net, image))}\n`;
});
writeFileSync("predictions.csv", `Id,Label\n${rows.join("")}`);
