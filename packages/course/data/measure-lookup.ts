import { setImmediate } from "node:timers/promises";
import type { Kit } from "@gradmark/contract";
import { deskewImages } from "./deskew.ts";
import { disguiseImages } from "./disguise-images.ts";
import { type IdxImages, pickImages } from "./idx.ts";
import { drawOrder, keyedRandom } from "./keyed-random.ts";
import { indexImages } from "./nearest-image.ts";
import type { SourceData } from "./source-data.ts";

/** Shares of the sampled images, 0 to 1. */
interface Found {
  /** Whose nearest published image is the very one they were made from. */
  images: number;
  /** Whose nearest published image has the right label: what a cheat wants. */
  labels: number;
}

export interface LookupRate {
  /** Images looked up, and published images among which they were sought. */
  sampled: number;
  published: number;
  raw: Found;
  deskewed: Found;
}

export interface LookupRequest {
  kit: Kit;
  source: SourceData;
  /** Draws the sample and the distortion. */
  seed: string;
  /** How many images are looked up: 500 know a share to about ± 4 %. */
  sample: number;
  onProgress?: (progress: { step: string; done: number; total: number }) => void;
  signal?: AbortSignal;
}

/**
 * How many given images, padded and distorted as the kit says, are found again among the published ones by their
 * nearest neighbour, as they are and after deskewing both sides.
 *
 * @returns null for a table, which nobody distorts
 * @throws the signal's reason when cancelled
 */
export async function measureLookup(request: LookupRequest): Promise<LookupRate | null> {
  const { kit, source, seed, onProgress } = request;
  const { dataset } = kit.competition;
  if (source.inputs.kind === "table" || dataset.source === "csv") return null;
  const published = source.inputs.images;
  const rows = drawOrder(source.rows, keyedRandom(seed, "gradmark look-up: sample")).subarray(0, request.sample);
  // Disguised among all others: a row's distortion depends on its place.
  const disguised = pickImages(disguiseImages(published, { distortion: dataset.distortion }, seed), rows);
  const truth = { rows, target: source.target };
  const raw = await lookUp(disguised, published, truth, { ...request, step: "looking up images as they are" });
  onProgress?.({ step: "deskewing the published images", done: 0, total: 1 });
  await setImmediate();
  request.signal?.throwIfAborted();
  const straight = { ...request, step: "looking up deskewed images" };
  const deskewed = await lookUp(deskewImages(disguised), deskewImages(published), truth, straight);
  return { sampled: rows.length, published: published.rows, raw, deskewed };
}

async function lookUp(
  images: IdxImages,
  published: IdxImages,
  { rows, target }: { rows: Uint32Array; target: SourceData["target"] },
  { step, onProgress, signal }: Pick<LookupRequest, "onProgress" | "signal"> & { step: string },
): Promise<Found> {
  const index = indexImages(published);
  const found = { images: 0, labels: 0 };
  for (const [k, row] of rows.entries()) {
    const nearest = index.find(images, k);
    if (nearest === row) found.images++;
    if (target(nearest) === target(row)) found.labels++;
    if (k % 10 !== 9) continue;
    onProgress?.({ step, done: k + 1, total: rows.length });
    await setImmediate(); // a signal gets its turn
    signal?.throwIfAborted();
  }
  return { images: found.images / rows.length, labels: found.labels / rows.length };
}
