import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdOut } from "./hold-out.ts";
import { deriveSeed, seededRandom, seedSequence, shuffledRows } from "./random.ts";

const seeds = fc.nat();

describe("seeded randomness", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seedSequence(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("is uniform: of 100,000 numbers each tenth of [0, 1) gets its share", () => {
    const random = seededRandom(42);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let k = 0; k < 100_000; k++) {
      const tenth = Math.floor(random() * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    // Binomial with p = 0.1: standard deviation 95; five of them.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it("shuffles: every row once, whatever the seed", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 300 }), (seed, count) => {
        const rows = shuffledRows(count, seededRandom(seed));
        expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row));
      }),
    );
  });
});

describe("holding out rows for validation", () => {
  it("puts every row into exactly one of the two parts", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 20, max: 2000 }), (seed, count) => {
        const { training, validation } = holdOut(count, seededRandom(seed));
        expect(validation.length).toBe(Math.floor(count / 10));
        expect(new Set([...training, ...validation]).size).toBe(count);
        expect(training.length + validation.length).toBe(count);
      }),
    );
  });

  it("never holds out more than 5,000", () => {
    expect(holdOut(60_000, seededRandom(1)).validation.length).toBe(5000);
  });
});

describe("derived seeds", () => {
  it("differ from place to place and from seed to seed, and depend on nothing else", () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 5; seed++)
      for (let draw = 0; draw < 5; draw++)
        for (let epoch = 1; epoch <= 10; epoch++)
          for (let step = 0; step < 20; step++) seen.add(deriveSeed(seed, draw, epoch, step));
    expect(seen.size).toBe(5 * 5 * 10 * 20);
    expect(deriveSeed(3, 1, 2)).toBe(deriveSeed(3, 1, 2));
  });
});
