import { drawOrder, keyedRandom } from "./keyed-random.ts";

/** One set of a split: row k of the set is row `source[k]` of the published data and goes by the id `ids[k]`. */
export interface SplitSet {
  source: Uint32Array;
  ids: Uint32Array;
}

export interface Split {
  train: SplitSet;
  test: SplitSet;
  shadow: SplitSet;
  /** For each test row, whether the public board is computed on it. */
  testIsPublic: readonly boolean[];
}

/**
 * Draws training, test and shadow set from `available` rows without overlap, with new ids, from a secret key.
 *
 * Three independent draws: which row goes where, which id it gets (1 … number of drawn rows, no id in two sets, so
 * that an id tells neither its set nor its place in the published data), and which test rows are public (exactly
 * `round(test × publicShare)`). The same key gives the same split; another key gives an unrelated one.
 */
export function drawSplit(
  key: string,
  available: number,
  rows: { train: number; test: number; shadow: number },
  publicShare: number,
): Split {
  const wanted = rows.train + rows.test + rows.shadow;
  if (wanted > available) throw new RangeError(`a split of ${wanted} rows from ${available}`);
  const source = drawOrder(available, keyedRandom(key, "gradmark split: rows"));
  const ids = drawOrder(wanted, keyedRandom(key, "gradmark split: ids")).map((id) => id + 1);
  const cut = (from: number, count: number): SplitSet => ({
    source: source.subarray(from, from + count),
    ids: ids.subarray(from, from + count),
  });
  const publicRows = Math.round(rows.test * publicShare);
  const usage = drawOrder(rows.test, keyedRandom(key, "gradmark split: usage"));
  const testIsPublic = Array.from({ length: rows.test }, () => false);
  for (const row of usage.subarray(0, publicRows)) testIsPublic[row] = true;
  return {
    test: cut(0, rows.test),
    shadow: cut(rows.test, rows.shadow),
    train: cut(rows.test + rows.shadow, rows.train),
    testIsPublic,
  };
}
