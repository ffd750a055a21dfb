import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePredictions } from "@gradmark/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { parseIdxImages } from "./idx.ts";
import { mnistFolder, mnistParts } from "./mnist-files.ts";
import { predictionsFormat } from "./prediction-columns.ts";
import { prepareData, preparePublished, readPrepared } from "./prepare-data.ts";
import { readIdxParts } from "./read-idx-parts.ts";

/** MNIST as it was published. */
async function readMnist(folder: string) {
  const read = await readIdxParts({ parts: mnistParts }, { folder, get: "" }, kit.competition.labels);
  if (!read.ok || read.value.inputs.kind !== "images") throw new Error(JSON.stringify(read));
  const { images } = read.value.inputs;
  return { images, labels: Array.from({ length: images.rows }, (_, row) => Number(read.value.target(row))) };
}

const kit = lab1Kit({ train: 60, test: 40, shadow: 20 });

describe("prepareData", () => {
  let outDir = "";
  beforeEach(async () => {
    outDir = await mkdtemp(join(tmpdir(), "gradmark-course-"));
  });
  afterEach(() => rm(outDir, { recursive: true }));

  const csv = async (name: string) => (await readFile(join(outDir, name), "utf8")).trim().split("\n");
  const images = async (name: string) => parseIdxImages(await readFile(join(outDir, name)));

  it("writes images and rows that belong together, with the labels that MNIST gives these images", async () => {
    const prepared = await prepareData({ kit, seed: "s", outDir });
    expect(prepared.rows).toEqual({ train: 60, test: 40, public: 12, private: 28, shadow: 20 });
    const mnist = await readMnist(mnistFolder());
    const labelOf = new Map<string, number>();
    for (let row = 0; row < mnist.labels.length; row++)
      labelOf.set(
        Buffer.from(mnist.images.pixels.subarray(row * 784, row * 784 + 784)).toString("latin1"),
        mnist.labels[row] ?? -1,
      );
    for (const [idx, rows, solution] of [
      ["public/train-images.idx", "public/train.csv", "public/train.csv"],
      ["public/test-images.idx", "public/test.csv", "private/solution.csv"],
      ["shadow/test-images.idx", "shadow/test.csv", "shadow-private/solution.csv"],
    ] as const) {
      const { pixels } = await images(idx);
      const [, ...ids] = await csv(rows);
      const [, ...truth] = await csv(solution);
      expect(pixels.length).toBe(784 * ids.length);
      truth.forEach((line, row) => {
        const image = Buffer.from(pixels.subarray(row * 784, row * 784 + 784)).toString("latin1");
        expect(line.split(",").slice(0, 2)).toEqual([ids[row]?.split(",")[0], String(labelOf.get(image))]);
      });
    }
  });

  it("gives a rerun the files that the teams got, and a sample that is a valid predictions file", async () => {
    await prepareData({ kit, seed: "s", outDir });
    expect((await readdir(join(outDir, "rerun"))).sort()).toEqual([
      "sample_submission.csv",
      "test-images.idx",
      "test.csv",
    ]);
    for (const name of await readdir(join(outDir, "rerun")))
      expect(await readFile(join(outDir, "rerun", name))).toEqual(await readFile(join(outDir, "public", name)));
    const [, ...ids] = await csv("public/test.csv");
    const sample = await readFile(join(outDir, "public/sample_submission.csv"));
    expect(parsePredictions(sample, predictionsFormat(kit, ids)).ok).toBe(true);
  });

  it("keeps labels out of everything that is public or mounted for a rerun", async () => {
    await prepareData({ kit, seed: "s", outDir });
    for (const folder of ["public", "rerun", "shadow"])
      for (const line of await csv(`${folder}/test.csv`)) expect(line).toMatch(/^(?:Id|\d+)$/);
    const usage = (await csv("private/solution.csv")).slice(1).map((line) => line.split(",")[2]);
    expect(usage.filter((one) => one === "Public").length).toBe(12);
    expect(usage.filter((one) => one === "Private").length).toBe(28);
    for (const [folder, mode] of [
      ["private", 0o700],
      ["shadow-private", 0o700],
      ["public", 0o755],
    ] as const)
      expect((await stat(join(outDir, folder))).mode & 0o777).toBe(mode);
    expect((await stat(join(outDir, "private/solution.csv"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(outDir, "rerun/test.csv"))).mode & 0o777).toBe(0o644);
  });

  it("draws the same files from the same seed, and leaves a prepared course alone", async () => {
    const first = await prepareData({ kit, seed: "s", outDir });
    const made = (await stat(join(outDir, "public/train.csv"))).mtimeMs;
    expect(await prepareData({ kit, seed: "s", outDir })).toEqual(first);
    expect((await stat(join(outDir, "public/train.csv"))).mtimeMs).toBe(made);
    const other = await mkdtemp(join(tmpdir(), "gradmark-course-"));
    expect(await prepareData({ kit, seed: "s", outDir: other })).toEqual(first);
    await rm(other, { recursive: true });
  });

  it("never replaces data that teams may have worked with", async () => {
    await prepareData({ kit, seed: "s", outDir });
    await expect(prepareData({ kit, seed: "t", outDir })).rejects.toThrow("prepared from another seed");
    const more = lab1Kit({ train: 61, test: 40, shadow: 20 });
    await expect(prepareData({ kit: more, seed: "s", outDir })).rejects.toThrow("another split");
  });

  it("notices when a file of a prepared course is gone or cut", async () => {
    await prepareData({ kit, seed: "s", outDir });
    await writeFile(join(outDir, "public/test.csv"), "Id\n");
    await expect(prepareData({ kit, seed: "s", outDir })).rejects.toThrow("public/test.csv");
    await rm(join(outDir, "public/test.csv"));
    await expect(prepareData({ kit, seed: "s", outDir })).rejects.toThrow("is missing");
  });

  it("can be cancelled at every step, leaves nothing behind, and works afterwards", async () => {
    const steps: string[] = [];
    const other = await mkdtemp(join(tmpdir(), "gradmark-course-"));
    await prepareData({ kit, seed: "s", outDir: other, onProgress: ({ step }) => steps.push(step) });
    await rm(other, { recursive: true });
    for (const stop of [steps[0], steps[4], steps.at(-1)]) {
      const controller = new AbortController();
      const cancelled = prepareData({
        kit,
        seed: "s",
        outDir,
        signal: controller.signal,
        onProgress: ({ step }) => step === stop && controller.abort(new Error("cancelled by a person")),
      });
      await expect(cancelled).rejects.toThrow("cancelled by a person");
      expect(await readdir(outDir)).toEqual([]);
    }
    expect((await prepareData({ kit, seed: "s", outDir })).files.length).toBe(13);
  });

  it("starts anew over the remains of a preparation that was killed", async () => {
    await prepareData({ kit, seed: "s", outDir });
    await rm(join(outDir, "prepared.json"));
    await rm(join(outDir, "shadow"), { recursive: true });
    expect(await readPrepared(outDir)).toBeNull();
    await prepareData({ kit, seed: "t", outDir });
    expect(await readPrepared(outDir)).not.toBeNull();
  });

  it("prepares the published split as everybody knows it", async () => {
    const prepared = await preparePublished({ kit, outDir });
    expect(prepared.rows).toEqual({ train: 60_000, test: 10_000, public: 10_000, private: 0, shadow: 0 });
    const mnist = await readMnist(mnistFolder());
    const [, ...solution] = await csv("private/solution.csv");
    expect(solution[0]).toBe(`1,${mnist.labels[60_000]},Public`);
    expect(solution.at(-1)).toBe(`10000,${mnist.labels[69_999]},Public`);
    const { pixels } = await images("public/test-images.idx");
    expect(Buffer.compare(pixels, mnist.images.pixels.subarray(60_000 * 784))).toBe(0);
  });

  it("refuses MNIST files that are not the published ones", async () => {
    const source = await mkdtemp(join(tmpdir(), "gradmark-mnist-"));
    await expect(prepareData({ kit, seed: "s", outDir, sourceDir: source })).rejects.toThrow("is missing");
    for (const name of await readdir(mnistFolder())) {
      const bytes = await readFile(join(mnistFolder(), name));
      if (name === "t10k-labels-idx1-ubyte") bytes[8] = ((bytes[8] ?? 0) + 1) % 10;
      await writeFile(join(source, name), bytes);
    }
    await expect(prepareData({ kit, seed: "s", outDir, sourceDir: source })).rejects.toThrow(
      "t10k-labels-idx1-ubyte is not the one that the kit names",
    );
    await rm(source, { recursive: true });
  });
});
