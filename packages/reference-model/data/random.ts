/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** Seeds for the parts of a network, one after the other. */
export type SeedSequence = () => number;

/** What a training draws random numbers for; each gets numbers of its own, so that one does not shift the others. */
export const draws = { weights: 0, heldOut: 1, order: 2, distortion: 3, dropout: 4 } as const;

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

/**
 * A seed for one place of a training, such as (draw, epoch, step). It depends on nothing before it, so that a training
 * can be taken up in the middle.
 */
export function deriveSeed(seed: number, ...path: readonly number[]): number {
  return path.reduce((derived, part) => {
    const mixed = Math.imul(derived ^ Math.imul(part + 1, 0x9e3779b1), 0x85ebca6b);
    return Math.floor(seededRandom(mixed)() * 2 ** 31);
  }, seed);
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
