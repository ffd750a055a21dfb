import { seededRandom } from "../data/random.ts";
import type { EngineName } from "../engine/engine.ts";
import type { TrainingRequest } from "../training-request.ts";

/** A small problem that every model can learn in a second: images of 12×12 with a bright bar, whose place is the class. */
export interface Stripes {
  images: Uint8Array;
  labels: Uint8Array;
}

const size = 12;
export const stripeClasses = ["0", "1", "2", "3"];

/** `rows` noisy images as an IDX file, with the class of each. */
export function stripes(rows: number, seed: number): Stripes {
  const random = seededRandom(seed);
  const labels = Uint8Array.from({ length: rows }, () => Math.floor(random() * stripeClasses.length));
  const images = new Uint8Array(16 + rows * size * size);
  const header = new DataView(images.buffer);
  [0x803, rows, size, size].forEach((word, place) => {
    header.setUint32(4 * place, word);
  });
  labels.forEach((label, row) => {
    for (let pixel = 0; pixel < size * size; pixel++) {
      const bar = Math.floor((pixel % size) / 3) === label;
      images[16 + row * size * size + pixel] = Math.floor(random() * 120) + (bar ? 100 : 0);
    }
  });
  return { images, labels };
}

/** Images that no training sees, with ids and, for the test alone, their classes. */
export const stripesTest = {
  ...stripes(60, 99),
  ids: Array.from({ length: 60 }, (_, row) => `t${row}`),
};

/** A training of a second or two. */
export function stripesRequest(engine: EngineName, outDir: string): TrainingRequest {
  const { images, ids } = stripesTest;
  const data = { train: stripes(400, 1), test: { images, ids } };
  return { ...data, model: "mlp", epochs: 4, seed: 5, classes: stripeClasses, outDir, engine };
}
