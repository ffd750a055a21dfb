import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shuffled } from "../statistics/shuffle.ts";
import { judgePermuted } from "./permuted-rows.ts";
import { judgeShadow } from "./shadow-set.ts";

const ids = Array.from({ length: 1000 }, (_, k) => `i${k}`);

/** Predictions of a script on permuted rows, when each label is chosen by `label(image, id, place)`. */
function judgeScript(seed: number, label: (image: number, id: number, place: number) => number): string {
  const order = shuffled(ids.length, seed);
  const idOrder = shuffled(ids.length, seed + 1);
  const rows = order.map((image, k) => ({ id: `i${idOrder[k]}`, formerId: `i${image}` }));
  const plain = new Map(ids.map((id, k) => [id, [String(label(k, k, k))]]));
  const permuted = new Map(rows.map(({ id }, k) => [id, [String(label(order[k] ?? 0, idOrder[k] ?? 0, k))]]));
  return judgePermuted(plain, permuted, rows, seed).finding;
}
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe("judging the predictions on permuted rows", () => {
  it("never suspects a script that follows the images", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(judgeScript(seed, (image) => image % 10)).toBe("none");
      }),
    );
  });

  it("never suspects a script that answers one label only", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(judgeScript(seed, () => 1)).toBe("none");
      }),
    );
  });

  it("suspects a script that follows ids or places, even if only for one row in twenty", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(1, 2, 20), fc.boolean(), (seed, every, byId) => {
        const label = (image: number, id: number, place: number): number => {
          const key = byId ? id : place;
          return key % every === 0 ? (key * 7 + Math.floor(key / 13)) % 10 : image % 10;
        };
        expect(judgeScript(seed, label)).toBe("suspicious");
      }),
    );
  });

  it("suspects none of 300 scripts that draw some labels at random", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.01, max: 1, noNaN: true }), (seed, share) => {
        const random = shuffled(4000, seed).values();
        const next = (): number => (random.next().value ?? 0) / 4000;
        const label = (image: number): number => (next() < share ? Math.floor(next() * 10) : image % 10);
        expect(judgeScript(seed, label)).not.toBe("suspicious");
      }),
      { numRuns: 300 },
    );
  });
});

describe("judging the shadow set", () => {
  it("accepts what chance does and suspects what it does not", () => {
    expect(judgeShadow({ right: 9700, rows: 10_000 }, { right: 9690, rows: 10_000 }).finding).toBe("none");
    expect(judgeShadow({ right: 9600, rows: 10_000 }, { right: 9700, rows: 10_000 }).finding).toBe("none");
    expect(judgeShadow({ right: 9990, rows: 10_000 }, { right: 9700, rows: 10_000 }).finding).toBe("suspicious");
  });

  it.each([0.5, 0.9, 0.99])("suspects an equally good model at most as often as stated, at accuracy %d", (accuracy) => {
    const trials = 5000;
    const rows = 400;
    const draws = shuffled(trials * 2 * rows, 11).values();
    const draw = (): number => (draws.next().value ?? 0) / (trials * 2 * rows);
    const right = (): number => Array.from({ length: rows }, draw).filter((one) => one < accuracy).length;
    let suspected = 0;
    for (let trial = 0; trial < trials; trial++) {
      const item = judgeShadow({ right: right(), rows }, { right: right(), rows });
      if (item.finding === "suspicious") suspected++;
    }
    // Stated are 1e-3, so 5 of 5000; with a true rate of that, more than 15 come about once in 14,000.
    expect(suspected).toBeLessThanOrEqual(15);
  });
});
