import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kit } from "@gradmark/contract";
import {
  type LoadedKit,
  type LookupRate,
  loadSource,
  measureLookup,
  prepareData,
  UnusableData,
} from "@gradmark/course";
import { trainBenchmark } from "../benchmark/train-benchmark.ts";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

export interface MeasuredKit {
  lookup: LookupRate;
  /** Of one small network on the same rows, trained and tested on plain images and on distorted ones. null: not trained. */
  accuracy: { model: string; rows: number; plain: number; distorted: number; drop: number } | null;
}

/**
 * What a kit's distortion is good for: how many images a look-up in the published set still finds, and how much
 * accuracy the distortion costs an honest network. Bounded by the sample and the training rows; cancelled by the signal.
 */
export async function measureKit(
  { kit, dir }: LoadedKit,
  { sample, rows }: { sample: number; rows: number },
  context: CliContext,
): Promise<MeasuredKit> {
  const { dataset } = kit.competition;
  if (dataset.source === "csv") throw new UsageError("a table is not distorted, so there is nothing to measure");
  const source = await loadSource(kit, dir);
  if (!source.ok) throw new UnusableData(source.problems);
  const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) => {
    if (done === 0 || done % 50 === 0 || done === total) context.progress(`${step}: ${done} of ${total}`);
  };
  const seed = randomBytes(32).toString("hex");
  const lookup = await measureLookup({ kit, source: source.value, seed, sample, onProgress, signal: context.signal });
  if (!lookup) throw new UsageError("these data are no images");
  if (rows === 0) return { lookup, accuracy: null };
  const small = { ...dataset, rows: { train: Math.min(rows, dataset.rows.train), test: dataset.rows.test, shadow: 1 } };
  const withData = (data: typeof small): LoadedKit["kit"] => ({
    ...kit,
    competition: { ...kit.competition, dataset: data },
  });
  const { distortion, ...undistorted } = small;
  const plain = await accuracyOn(withData(undistorted), dir, seed, context);
  const distorted = distortion ? await accuracyOn(withData(small), dir, seed, context) : plain;
  return { lookup, accuracy: { model: "mlp", rows: small.rows.train, plain, distorted, drop: plain - distorted } };
}

async function accuracyOn(kit: Kit, kitDir: string, seed: string, context: CliContext): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "gradmark-measure-"));
  try {
    const dataDir = join(folder, "course");
    await prepareData({ kit, kitDir, seed, outDir: dataDir, signal: context.signal });
    const training = { model: "mlp", epochs: 3, seed: 1, seeds: 1 } as const;
    const places = { kit, kitDir, dataDir, outDir: join(folder, "benchmark") };
    const { scores } = await trainBenchmark({ ...training, ...places, rerun: false }, context);
    return scores[0].score;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** For the teacher who decides whether to distort. */
export function describeMeasured({ lookup, accuracy }: MeasuredKit): string {
  const { sampled, published, raw, deskewed } = lookup;
  const lines = [
    `${sampled} images as teams get them were sought among the ${published.toLocaleString("en")} published ones, by nearest neighbour.`,
    `As they are:       ${percent(raw.images)} of the images were found again, ${percent(raw.labels)} got the right label.`,
    `Both deskewed:     ${percent(deskewed.images)} of the images were found again, ${percent(deskewed.labels)} got the right label.`,
  ];
  if (accuracy) {
    const { model, rows, plain, distorted, drop } = accuracy;
    lines.push(
      `A small network (${model}, ${rows.toLocaleString("en")} training rows) gets ${percent(plain)} right on plain images and ${percent(distorted)} on these: ${(100 * drop).toFixed(1)} points less.`,
    );
  }
  lines.push(
    "The distortion raises the cost of cheating by look-up; it does not prevent it. A nearest neighbour gets most labels right",
    "even where it finds another image, and whoever knows a better way to compare images finds more than this measure did.",
  );
  return lines.join("\n");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
