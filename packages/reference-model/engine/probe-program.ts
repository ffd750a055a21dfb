/** Run by probe-engine.ts in a process of its own: `probe-program.ts ENGINE load|measure`; prints one line of JSON. */

import type { Rank } from "@tensorflow/tfjs";
import { seedSequence } from "../data/random.ts";
import { lenet5 } from "../models/lenet-5.ts";
import { createTrainer } from "../train/training-step.ts";
import { type EngineName, engineNames, type Tensorflow } from "./engine.ts";
import { loadEngine } from "./load-engine.ts";

const batch = 128;

const name = engineNames.find((known) => known === process.argv[2]);
try {
  process.stdout.write(JSON.stringify(await probe(name, process.argv[3] === "measure")));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function probe(wanted: EngineName | undefined, measure: boolean) {
  if (!wanted) throw new Error(`unknown engine ${process.argv[2]}`);
  const { tf, device } = await loadEngine(wanted);
  return { device, imagesPerSecond: measure ? await measureStep(tf) : null };
}

/** Images per second of a training step of LeNet-5, after two steps to warm up. */
async function measureStep(tf: Tensorflow): Promise<number> {
  const shape = { height: 28, width: 28, classes: 10 };
  const model = lenet5(tf, shape, seedSequence(1));
  const trainer = await createTrainer(tf, model);
  const images = tf.zeros<Rank.R4>([batch, shape.height, shape.width, 1]);
  const labels = new Uint8Array(batch);
  for (let step = 0; step < 2; step++) await trainer.step(images, labels, 1e-3, 1);
  const started = performance.now();
  let steps = 0;
  while (performance.now() - started < 1000) {
    await trainer.step(images, labels, 1e-3, 1);
    steps++;
  }
  return Math.round((steps * batch * 1000) / (performance.now() - started));
}
