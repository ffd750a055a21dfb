import type { RowCounts } from "./metric-input.ts";

const digitBits = 11;
const digits = 6;

/**
 * Row numbers by growing value, equal ones in the order of rows. Radix sort from the last digit on, over the bits of
 * the numbers, which stand in the order of their values once the negative ones are turned over
 * (Knuth, TAOCP vol. 3, algorithm 5.2.5 R). NaN is not allowed.
 */
export function ascendingOrder(values: Float64Array): Int32Array {
  const keys = sortableBits(values);
  let order = Int32Array.from(values, (_, row) => row);
  let other = new Int32Array(values.length);
  const starts = new Int32Array(1 << digitBits);
  for (let digit = 0; digit < digits; digit++) {
    starts.fill(0);
    const digitOf = digitReader(keys, digit * digitBits);
    for (let row = 0; row < values.length; row++) {
      const d = digitOf(row);
      starts[d] = (starts[d] as number) + 1;
    }
    let before = 0;
    for (let d = 0; d < starts.length; d++) {
      const count = starts[d] as number;
      starts[d] = before;
      before += count;
    }
    for (let at = 0; at < order.length; at++) {
      const row = order[at] as number;
      const d = digitOf(row);
      other[starts[d] as number] = row;
      starts[d] = (starts[d] as number) + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}

/** Low and high half of each number, so that they grow with the number. */
function sortableBits(values: Float64Array): Uint32Array {
  // −0 equals 0.
  const bits = new Uint32Array(values.map((value) => value + 0).buffer);
  for (let at = 0; at < bits.length; at += 2) {
    const high = bits[at + 1] as number;
    const turned = high >>> 31 === 1;
    bits[at + 1] = turned ? ~high : high ^ 0x80000000;
    if (turned) bits[at] = ~(bits[at] as number);
  }
  return bits;
}

function digitReader(bits: Uint32Array, shift: number): (row: number) => number {
  const mask = (1 << digitBits) - 1;
  if (shift + digitBits <= 32) return (row) => ((bits[2 * row] as number) >>> shift) & mask;
  if (shift >= 32) return (row) => ((bits[2 * row + 1] as number) >>> (shift - 32)) & mask;
  return (row) => (((bits[2 * row] as number) >>> shift) | ((bits[2 * row + 1] as number) << (32 - shift))) & mask;
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
