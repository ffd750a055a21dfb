import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatIdxImages, loadKit } from "@gradmark/course";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CliContext } from "../context.ts";
import { type BenchmarkRequest, trainBenchmark } from "./train-benchmark.ts";

const side = 12;
const repository = join(import.meta.dirname, "../../..");
const context: CliContext = {
  repository,
  cwd: repository,
  home: repository,
  signal: AbortSignal.timeout(60_000),
  stdout: process.stdout,
  stderr: process.stderr,
  progress: () => {},
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradmark-benchmark-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A course of 60 training and 20 test images of noise: nothing can be learned, and nothing needs to be. */
async function prepared(name: string): Promise<BenchmarkRequest> {
  const dataDir = join(folder, name);
  const places = join(dataDir, "public");
  await mkdir(places, { recursive: true });
  const images = (rows: number) =>
    formatIdxImages({
      rows,
      height: side,
      width: side,
      pixels: Uint8Array.from({ length: rows * side * side }, (_, k) => (k * 7919) % 251),
    });
  const lines = (rows: number, line: (row: number) => string) =>
    Array.from({ length: rows }, (_, k) => line(k)).join("");
  await writeFile(join(places, "train-images.idx"), images(60));
  await writeFile(join(places, "train.csv"), `Id,Label\n${lines(60, (k) => `${k},${k % 10}\n`)}`);
  await writeFile(join(places, "test-images.idx"), images(20));
  await writeFile(join(places, "test.csv"), `Id\n${lines(20, (k) => `${k}\n`)}`);
  await writeFile(join(places, "sample_submission.csv"), `Id,Label\n${lines(20, (k) => `${k},0\n`)}`);
  const kitDir = join(repository, "kits/lab1");
  const loaded = await loadKit(kitDir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const training = { model: "logistic", epochs: 1, seed: 1, seeds: 1, rerun: false } as const;
  return { ...training, kit: loaded.value.kit, kitDir, dataDir, outDir: join(folder, `${name}-out`) };
}

async function writeSolution({ dataDir }: BenchmarkRequest, label: (row: number) => number): Promise<void> {
  await mkdir(join(dataDir, "private"), { recursive: true });
  const lines = Array.from({ length: 20 }, (_, k) => `${k},${label(k)},${k < 6 ? "Public" : "Private"}\n`);
  await writeFile(join(dataDir, "private/solution.csv"), `Id,Label,Usage\n${lines.join("")}`);
}

describe("the labels of the test images", { timeout: 60_000 }, () => {
  it("are not there while the model is trained and predicts: only the scorer asks for them, afterwards", async () => {
    const request = await prepared("without");
    await expect(trainBenchmark(request, context)).rejects.toThrow(/solution\.csv/);
    const predictions = await readFile(join(request.outDir, "predictions.csv"), "utf8");
    expect(predictions.trim().split("\n")).toHaveLength(21);
  });

  it("change the score and nothing of the model", async () => {
    const [one, other] = [await prepared("one"), await prepared("other")];
    await writeSolution(one, (row) => row % 10);
    const trained = await trainBenchmark(one, context);
    const predicted = (await readFile(trained.report.files.predictions, "utf8")).trim().split("\n").slice(1);
    await writeSolution(other, (row) => Number(predicted[row]?.split(",")[1]));
    const again = await trainBenchmark(other, context);
    expect(again.report.score).toBe(1);
    expect(again.report.score).not.toBe(trained.report.score);
    expect(again.report.sha256).toBe(trained.report.sha256);
  });
});
