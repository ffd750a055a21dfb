import type { RowCounts } from "./metric-input.ts";

/** Digits of two bytes are worth their long table for many rows only. */
const manyRows = 2 ** 16;

/**
 * Row numbers by growing value, equal ones in the order of rows. Radix sort from the last digit on, over the bits of
 * the numbers, which stand in the order of their values once the negative ones are turned over
 * (Knuth, TAOCP vol. 3, algorithm 5.2.5 R). NaN is not allowed.
 */
export function ascendingOrder(values: Float64Array): Int32Array {
  let from = sortableBits(values);
  let to: Keys = { low: from.low.slice(), high: from.high.slice(), rows: from.rows.slice() };
  const bits = values.length < manyRows ? 8 : 16;
  const starts = new Int32Array(2 ** bits);
  for (const half of ["low", "high"] as const)
    for (let shift = 0; shift < 32; shift += bits) {
      countBefore(from[half], shift, starts);
      scatter(from, to, half, shift, starts);
      [from, to] = [to, from];
    }
  return from.rows;
}

/** Numbers of rows with the bits of their values, moved together so that memory is read in order. */
interface Keys {
  low: Uint32Array;
  high: Uint32Array;
  rows: Int32Array;
}

/** Low and high half of each number, so that they grow with the number. */
function sortableBits(values: Float64Array): Keys {
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  const rows = new Int32Array(values.length);
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  for (let row = 0; row < values.length; row++) {
    rows[row] = row;
    // −0 equals 0.
    one[0] = (values[row] as number) + 0;
    const turn = (halves[1] as number) >>> 31 === 1 ? 0xffffffff : 0;
    low[row] = (halves[0] as number) ^ turn;
    high[row] = (halves[1] as number) ^ (turn | 0x80000000);
  }
  return { low, high, rows };
}

/** For each digit, how many rows have a smaller one. */
function countBefore(words: Uint32Array, shift: number, starts: Int32Array): void {
  const mask = starts.length - 1;
  starts.fill(0);
  for (let at = 0; at < words.length; at++) {
    const digit = ((words[at] as number) >>> shift) & mask;
    starts[digit] = (starts[digit] as number) + 1;
  }
  let before = 0;
  for (let digit = 0; digit < starts.length; digit++) {
    const count = starts[digit] as number;
    starts[digit] = before;
    before += count;
  }
}

function scatter(from: Keys, to: Keys, half: "low" | "high", shift: number, starts: Int32Array): void {
  const mask = starts.length - 1;
  const words = from[half];
  for (let at = 0; at < words.length; at++) {
    const digit = ((words[at] as number) >>> shift) & mask;
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    to.low[place] = from.low[at] as number;
    to.high[place] = from.high[at] as number;
    to.rows[place] = from.rows[at] as number;
  }
}

/**
 * Ranks from 1; equal values share the mean of their ranks (scipy: `rankdata`, method "average"). A row that counts
 * twice takes two ranks.
 * @param order of the values, growing
 */
export function midranks(values: Float64Array, order: Int32Array, counts: RowCounts): Float64Array {
  const ranks = new Float64Array(values.length);
  let before = 0;
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] as number];
    let to = from;
    let here = 0;
    for (; to < order.length && values[order[to] as number] === value; to++)
      here += counts === null ? 1 : (counts[order[to] as number] as number);
    for (let at = from; at < to; at++) ranks[order[at] as number] = before + (here + 1) / 2;
    before += here;
    from = to;
  }
  return ranks;
}
