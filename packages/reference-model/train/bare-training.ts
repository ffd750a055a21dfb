import { imageBatch } from "../data/batches.ts";
import { deriveSeed, draws, seededRandom, seedSequence, shuffledRows } from "../data/random.ts";
import { openEngine } from "../engine/ladder.ts";
import { type ModelName, recipes } from "../models/catalog.ts";
import { classify } from "./classify.ts";
import { createTrainer } from "./training-step.ts";

export interface BareTrainingRequest {
  model: ModelName;
  /** n × 28 × 28 bytes; the first `rows` are learned from, the rest is held out. */
  pixels: Uint8Array;
  labels: Uint8Array;
  rows: number;
  batch: number;
  /** Of Adam, without a schedule. */
  rate: number;
}

/** The steps of a training without schedule, distortion, checkpoints and report, to be timed beside another library. */
export async function createBareTraining({ model: name, pixels, labels, rows, batch, rate }: BareTrainingRequest) {
  const { tf, name: engine } = await openEngine();
  const images = { rows: labels.length, height: 28, width: 28, pixels };
  const model = recipes[name].build(tf, { height: 28, width: 28, classes: 10 }, seedSequence(1));
  const trainer = await createTrainer(tf, model);
  const held = Uint32Array.from({ length: labels.length - rows }, (_, place) => rows + place);
  return {
    engine,
    async epoch(epoch: number): Promise<void> {
      const order = shuffledRows(rows, seededRandom(deriveSeed(1, draws.order, epoch)));
      for (let start = 0; start < rows; start += batch) {
        const own = order.subarray(start, start + batch);
        const input = imageBatch(tf, images, own);
        const truth = Uint8Array.from(own, (row) => labels[row] ?? 0);
        await trainer.step(input, truth, rate, deriveSeed(1, draws.dropout, epoch, start));
        input.dispose();
      }
    },
    /** Of the rows held out. */
    async accuracy(): Promise<number> {
      const { labels: guesses } = await classify(tf, model, images, held);
      return guesses.reduce((right, guess, place) => right + (guess === labels[rows + place] ? 1 : 0), 0) / held.length;
    },
  };
}
