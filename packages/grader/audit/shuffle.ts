/**
 * Numbers 0 … n−1 in a random order that depends only on the seed.
 * Fisher–Yates (Knuth, TAOCP vol. 2, algorithm 3.4.2 P) with mulberry32, a 32-bit generator: good enough to move rows.
 */
export function shuffled(n: number, seed: number): number[] {
  const order = Array.from({ length: n }, (_, k) => k);
  const random = mulberry32(seed);
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    const kept = order[k] as number;
    order[k] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
