import { createHmac } from "node:crypto";

/** A source of uniformly distributed integers 0 … bound − 1. */
export interface KeyedRandom {
  below(bound: number): number;
}

const range = 2 ** 32;

/**
 * Random numbers that whoever holds the key can draw again and nobody else can foretell: HMAC-SHA256 in counter
 * mode, T(i) = HMAC(key, purpose ‖ 0x00 ‖ i) (NIST SP 800-108r1, section 4.1), read as big-endian 32-bit words.
 * A word that would make small results likelier is thrown away and the next one taken.
 *
 * `purpose` separates the draws of one key from each other: two purposes, two independent streams.
 */
export function keyedRandom(key: string, purpose: string): KeyedRandom {
  let counter = 0;
  let block = Buffer.alloc(0);
  let at = 0;
  const word = () => {
    if (at === block.length) {
      block = createHmac("sha256", key).update(`${purpose}\0${counter}`).digest();
      counter++;
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  return {
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > range)
        throw new RangeError(`no random number below ${bound}`);
      const fair = range - (range % bound);
      let drawn = word();
      while (drawn >= fair) drawn = word();
      return drawn % bound;
    },
  };
}

/**
 * A uniformly drawn order of 0 … size − 1.
 * Fisher–Yates in the form of R. Durstenfeld, Algorithm 235, CACM 7 (1964): after step k the last k places are a
 * uniform draw without replacement, and the rest holds what is left.
 */
export function drawOrder(size: number, random: KeyedRandom): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, k) => k);
  for (let last = size - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
