// Runs the reference model on the test images and writes predictions.csv: Node alone, no packages. It reads the layers
// from model.json and their numbers from weights.gradmark, and follows the network image by image.
import { readFileSync, writeFileSync } from "node:fs";

const data = process.env.GRADMARK_TEST_DATA ?? ".";
const folder = process.env.GRADMARK_MODEL ?? ".";

/** The tensors of a weights file by name: a line of JSON with their shapes, then their numbers. */
function readWeights(path) {
  const content = readFileSync(path);
  let at = content.indexOf("\n") + 1;
  const byName = {};
  for (const { name, shape } of JSON.parse(content.toString("utf8", 0, at)).tensors) {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = new Float32Array(content.buffer.slice(content.byteOffset + at, content.byteOffset + at + 4 * size));
    byName[name] = { shape, values };
    at += 4 * size;
  }
  return byName;
}

/** What each kind of layer does to an image of height h, width w and c channels, stored channel by channel. */
const layers = {
  Conv2D({ name, padding, activation, use_bias }, image) {
    const { shape, values } = weights[`${name}/kernel`];
    const [side, , channels, filters] = shape;
    const before = padding === "same" ? (side - 1) >> 1 : 0;
    const h = padding === "same" ? image.h : image.h - side + 1;
    const w = padding === "same" ? image.w : image.w - side + 1;
    const out = new Float64Array(h * w * filters);
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const place = (y * w + x) * filters;
        for (let ky = 0; ky < side; ky++) {
          const iy = y + ky - before;
          if (iy < 0 || iy >= image.h) continue;
          for (let kx = 0; kx < side; kx++) {
            const ix = x + kx - before;
            if (ix < 0 || ix >= image.w) continue;
            for (let c = 0; c < channels; c++) {
              const value = image.values[(iy * image.w + ix) * channels + c];
              if (value === 0) continue;
              const from = ((ky * side + kx) * channels + c) * filters;
              for (let f = 0; f < filters; f++) out[place + f] += value * values[from + f];
            }
          }
        }
      }
    }
    return activate({ h, w, c: filters, values: out }, use_bias ? `${name}/bias` : null, activation);
  },
  MaxPooling2D(_, { h, w, c, values }) {
    const [half, wide] = [h >> 1, w >> 1];
    const out = new Float64Array(half * wide * c);
    for (let k = 0; k < out.length; k++) {
      const [y, x, channel] = [Math.floor(k / (wide * c)), Math.floor(k / c) % wide, k % c];
      const at = (2 * y * w + 2 * x) * c + channel;
      out[k] = Math.max(values[at], values[at + c], values[at + w * c], values[at + w * c + c]);
    }
    return { h: half, w: wide, c, values: out };
  },
  BatchNormalization({ name, epsilon }, image) {
    const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
      (part) => weights[`${name}/${part}`].values,
    );
    const values = image.values.map((value, k) => {
      const c = k % image.c;
      return ((value - mean[c]) * gamma[c]) / Math.sqrt(variance[c] + epsilon) + beta[c];
    });
    return { ...image, values };
  },
  Dense({ name, activation, use_bias }, image) {
    const { shape, values } = weights[`${name}/kernel`];
    const [inputs, units] = shape;
    const out = new Float64Array(units);
    for (let k = 0; k < inputs; k++) {
      const value = image.values[k];
      if (value !== 0) for (let j = 0; j < units; j++) out[j] += value * values[k * units + j];
    }
    return activate({ h: 1, w: 1, c: units, values: out }, use_bias ? `${name}/bias` : null, activation);
  },
  ReLU: (_, image) => activate(image, null, "relu"),
  Flatten: (_, image) => ({ h: 1, w: 1, c: image.values.length, values: image.values }),
  Dropout: (_, image) => image, // only in training
};

/** Adds the bias of each channel, then cuts off below zero where the layer does. */
function activate(image, bias, activation) {
  const offsets = bias === null ? null : weights[bias].values;
  const values = image.values.map((value, k) => {
    const sum = offsets === null ? value : value + offsets[k % image.c];
    return activation === "relu" ? Math.max(0, sum) : sum;
  });
  return { ...image, values };
}

const weights = readWeights(`${folder}/weights.gradmark`);
const network = JSON.parse(readFileSync(`${folder}/model.json`, "utf8")).modelTopology.config.layers;
const file = readFileSync(`${data}/test-images.idx`);
const [h, w] = [file.readUInt32BE(8), file.readUInt32BE(12)];
const [ids, [header]] = ["test.csv", "sample_submission.csv"].map((name) =>
  readFileSync(`${data}/${name}`, "utf8").trim().split(/\r?\n/),
);

const { names } = JSON.parse(readFileSync(`${folder}/classes.json`, "utf8"));

const rows = ids.slice(1).map((id, k) => {
  const pixels = file.subarray(16 + k * h * w, 16 + (k + 1) * h * w);
  let image = { h, w, c: 1, values: Float64Array.from(pixels, (value) => Math.fround(value / 255)) };
  for (const { class_name, config } of network) image = layers[class_name](config, image);
  return `${id},${names[image.values.indexOf(Math.max(...image.values))]}\n`;
});
writeFileSync("predictions.csv", `${header}\n${rows.join("")}`);
