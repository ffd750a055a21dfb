import { createHash } from "node:crypto";

/**
 * Standard normal numbers, the same for the same seed: xoshiro128** (D. Blackman, S. Vigna, "Scrambled linear
 * pseudorandom number generators", ACM TOMS 47 (2021)) by the polar form of Box and Muller (G. Marsaglia, T. A. Bray,
 * SIAM Review 6 (1964)). For simulations; nothing secret may rest on it.
 */
export function seededNormal(seed: string): () => number {
  const uniform = seededUniform(seed);
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
}

/** 0 ≤ number < 1. */
function seededUniform(seed: string): () => number {
  const digest = createHash("sha256").update(seed).digest();
  const state = Uint32Array.from({ length: 4 }, (_, k) => digest.readUInt32BE(4 * k));
  const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (state[2] ?? 0);
    state[0] = a ^ (state[3] ?? 0);
    state[2] = (state[2] ?? 0) ^ (b << 9);
    state[3] = rotate(state[3] ?? 0, 11);
    return result / 2 ** 32;
  };
}
