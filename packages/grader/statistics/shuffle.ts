import { randomNumbers } from "./random-numbers.ts";

/**
 * Numbers 0 … n−1 in a random order that depends only on the seed.
 * Fisher–Yates (Knuth, TAOCP vol. 2, algorithm 3.4.2 P).
 */
export function shuffled(n: number, seed: number): number[] {
  const order = Array.from({ length: n }, (_, k) => k);
  const random = randomNumbers(seed);
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    const kept = order[k] as number;
    order[k] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
