import { type Random, shuffledRows } from "./random.ts";

/** Rows of the training set to learn from, and rows kept back to choose and to stop by. No row is in both. */
export interface HeldOut {
  training: Uint32Array;
  validation: Uint32Array;
}

/** Keeps back a tenth of the rows, at most 5,000: their accuracy is then known to about ±0.4 % at 98 %. */
export function holdOut(rows: number, random: Random): HeldOut {
  const order = shuffledRows(rows, random);
  const kept = Math.min(5000, Math.floor(rows / 10));
  return { training: order.subarray(kept), validation: order.subarray(0, kept) };
}
