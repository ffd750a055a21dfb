// Gradmark's side, in a process of its own so that its peak memory is its own: `own.ts MODEL IMAGES LABELS ROWS BATCH
// EPOCHS RATE`. The training step and the prediction that the reference model uses, without distortion and report.
import { readFileSync } from "node:fs";
import { createBareTraining } from "@gradmark/reference-model";

const [modelName, imageFile = "", labelFile = "", ...numbers] = process.argv.slice(2);
const [rows = 0, batch = 0, epochs = 0, rate = 0] = numbers.map(Number);
const labels = readFileSync(labelFile);
const model = modelName === "cnn" ? "cnn" : "lenet-5";
const training = await createBareTraining({ model, pixels: readFileSync(imageFile), labels, rows, batch, rate });

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const started = performance.now();
let trainSeconds = 0;
let trainCpu = 0;
let to99: number | null = null;
let reached = 0;
for (let epoch = 1; epoch <= epochs; epoch++) {
  const [before, cpuBefore] = [performance.now(), cpu()];
  await training.epoch(epoch);
  trainSeconds += (performance.now() - before) / 1000;
  trainCpu += cpu() - cpuBefore;
  reached = await training.accuracy();
  if (reached >= 0.99) to99 ??= (performance.now() - started) / 1000;
}
const held = labels.length - rows;
const [before, cpuBefore] = [performance.now(), cpu()];
await training.accuracy();
console.log(
  JSON.stringify({
    name: `Gradmark on ${training.engine}`,
    train: (rows * epochs) / trainSeconds,
    trainCpu: (1e6 * trainCpu) / (rows * epochs),
    predict: (held * 1000) / (performance.now() - before),
    predictCpu: (1e6 * (cpu() - cpuBefore)) / held,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    to99,
    accuracy: reached,
  }),
);
