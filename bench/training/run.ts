// How fast does the reference model learn and predict beside PyTorch on the processor? The same networks, images, sizes
// of batch and optimiser, in one run, one process after the other. `npm run bench -- training`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { loadKit, loadSource } from "@gradmark/course";
import { z } from "zod";
import { findPytorch } from "./python.ts";

const measured = z.object({
  name: z.string(),
  /** Images a second, and microseconds of processor time for one. */
  train: z.number(),
  trainCpu: z.number(),
  predict: z.number(),
  predictCpu: z.number(),
  peakMiB: z.number(),
  /** Seconds until 99 % of the rows held out are right; null when that was not reached. */
  to99: z.number().nullable(),
  accuracy: z.number(),
});
type Measured = z.infer<typeof measured>;

const cases = [
  { model: "lenet-5", rows: 30_000, epochs: 3, rate: 0.002 },
  { model: "cnn", rows: 20_000, epochs: 3, rate: 0.002 },
] as const;
const [batch, held] = [128, 5000];

const folder = mkdtempSync(join(tmpdir(), "gradmark-bench-"));
try {
  const { python, why } = findPytorch();
  console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} threads. Peer: ${why}`);
  console.log(
    "\n| model | library | training images/s | CPU µs an image | prediction images/s | CPU µs an image | peak MiB | s to 99 % | held out |",
  );
  console.log("|---|---|---:|---:|---:|---:|---:|---:|---:|");
  for (const { model, rows, epochs, rate } of cases) {
    const files = await writeData(rows + held);
    const numbers = [rows, batch, epochs, rate].map(String);
    const rowsOf: Measured[] = [
      measure(process.execPath, [join(import.meta.dirname, "own.ts"), model, ...files, ...numbers]),
    ];
    if (python) {
      const peer = [join(import.meta.dirname, "peer.py"), model, String(availableParallelism()), ...files, ...numbers];
      rowsOf.push(measure(python, peer));
    }
    for (const row of rowsOf) print(model, row);
    printRatio(model, rowsOf);
  }
  console.log(
    `\nload ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** The first images and labels of MNIST's training part as bare bytes, which both languages read in one call. */
async function writeData(rows: number): Promise<string[]> {
  const loaded = await loadKit(join(import.meta.dirname, "../../kits/lab1"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const source = await loadSource(loaded.value.kit, null);
  if (!source.ok || source.value.inputs.kind !== "images") throw new Error("Lab 1 has no images");
  const { inputs, target } = source.value;
  const [images, truth] = [join(folder, "images"), join(folder, "labels")];
  writeFileSync(images, inputs.images.pixels.subarray(0, rows * 784));
  writeFileSync(
    truth,
    Uint8Array.from({ length: rows }, (_, row) => Number(target(row))),
  );
  return [images, truth];
}

function measure(program: string, args: string[]): Measured {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 900_000 });
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}: ${stderr.slice(-2000)}`);
  return measured.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

function print(model: string, row: Measured): void {
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  const cells = [row.train, row.trainCpu, row.predict, row.predictCpu, row.peakMiB].map(whole);
  const to99 = row.to99 === null ? "–" : row.to99.toFixed(1);
  console.log(`| ${model} | ${row.name} | ${cells.join(" | ")} | ${to99} | ${(100 * row.accuracy).toFixed(2)} % |`);
}

function printRatio(model: string, [own, peer]: Measured[]): void {
  if (!own || !peer) return;
  const ratio = (ours: number, theirs: number) => (ours / theirs).toFixed(2);
  const [train, trainCpu] = [ratio(own.train, peer.train), ratio(peer.trainCpu, own.trainCpu)];
  const [predict, predictCpu] = [ratio(own.predict, peer.predict), ratio(peer.predictCpu, own.predictCpu)];
  console.log(
    `| ${model} | *ours to theirs* | ${train} | ${trainCpu} | ${predict} | ${predictCpu} | ${ratio(own.peakMiB, peer.peakMiB)} | | |`,
  );
}
