/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** Seeds for the parts of a training (initial weights, order of the images), one after the other. */
export type SeedSequence = () => number;

/**
 * Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, period 2^32, passes gjrand. Good enough to
 * shuffle images; not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Whole numbers in [0, 2^31), the same for the same seed. */
export function seedSequence(seed: number): SeedSequence {
  const random = seededRandom(seed);
  return () => Math.floor(random() * 2 ** 31);
}

/** The numbers 0 … count−1 in random order: Fisher and Yates in Durstenfeld's form (CACM 7, 1964, algorithm 235). */
export function shuffledRows(count: number, random: Random): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = rows[last] ?? 0;
    rows[last] = rows[other] ?? 0;
    rows[other] = moved;
  }
  return rows;
}
