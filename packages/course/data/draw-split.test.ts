import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSplit } from "./draw-split.ts";
import { drawOrder, keyedRandom } from "./keyed-random.ts";

const shapes = fc.record({
  key: fc.string({ minLength: 1 }),
  train: fc.integer({ min: 0, max: 60 }),
  test: fc.integer({ min: 2, max: 40 }),
  shadow: fc.integer({ min: 0, max: 20 }),
  spare: fc.integer({ min: 0, max: 20 }),
  publicShare: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
});

describe("drawSplit", () => {
  it("puts no row into two sets and gives no id twice", () => {
    fc.assert(
      fc.property(shapes, ({ key, train, test, shadow, spare, publicShare }) => {
        const available = train + test + shadow + spare;
        const split = drawSplit(key, available, { train, test, shadow }, publicShare);
        const sets = [split.train, split.test, split.shadow];
        expect(sets.map((set) => set.source.length)).toEqual([train, test, shadow]);
        const rows = sets.flatMap((set) => [...set.source]);
        expect(new Set(rows).size).toBe(rows.length);
        expect(rows.every((row) => row < available)).toBe(true);
        const ids = sets.flatMap((set) => [...set.ids]).sort((a, b) => a - b);
        expect(ids).toEqual(Array.from({ length: train + test + shadow }, (_, k) => k + 1));
      }),
    );
  });

  it("makes exactly the announced share of the test rows public", () => {
    fc.assert(
      fc.property(shapes, ({ key, test, publicShare }) => {
        const split = drawSplit(key, test, { train: 0, test, shadow: 0 }, publicShare);
        expect(split.testIsPublic.length).toBe(test);
        expect(split.testIsPublic.filter(Boolean).length).toBe(Math.round(test * publicShare));
      }),
    );
  });

  it("is the same for the same key and another one for another key", () => {
    const draw = (key: string) => drawSplit(key, 1000, { train: 500, test: 300, shadow: 100 }, 0.3);
    expect(draw("a")).toEqual(draw("a"));
    const shared = [...draw("a").test.source].filter((row) => draw("b").test.source.includes(row)).length;
    expect(shared).toBeGreaterThan(45); // 300 of 1000 at random: 90 on average
    expect(shared).toBeLessThan(140);
  });

  it("stays what it was in the first release: a course must be drawable again years later", () => {
    const split = drawSplit("a fixed key", 100, { train: 4, test: 4, shadow: 2 }, 0.5);
    expect({
      train: [...split.train.source],
      test: [...split.test.source],
      shadow: [...split.shadow.source],
      ids: [...split.test.ids],
      testIsPublic: split.testIsPublic,
    }).toMatchInlineSnapshot(`
      {
        "ids": [
          5,
          3,
          10,
          6,
        ],
        "shadow": [
          94,
          30,
        ],
        "test": [
          57,
          9,
          0,
          8,
        ],
        "testIsPublic": [
          false,
          true,
          false,
          true,
        ],
        "train": [
          53,
          15,
          90,
          74,
        ],
      }
    `);
  });

  it("refuses more rows than there are", () => {
    expect(() => drawSplit("k", 10, { train: 9, test: 2, shadow: 0 }, 0.5)).toThrow("a split of 11 rows from 10");
  });
});

describe("keyedRandom", () => {
  it("draws every number below its bound about equally often", () => {
    const random = keyedRandom("key", "purpose");
    const counts = Array.from({ length: 10 }, () => 0);
    for (let k = 0; k < 10_000; k++) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    // χ² with 9 degrees of freedom: above 27.9 in one of a thousand fair generators; the key is fixed.
    const chi = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(27.9);
  });

  it("has a stream of its own for every purpose", () => {
    const [a, b] = [keyedRandom("key", "a"), keyedRandom("key", "b")];
    expect(Array.from({ length: 8 }, () => a.below(2 ** 32))).not.toEqual(
      Array.from({ length: 8 }, () => b.below(2 ** 32)),
    );
  });

  it("draws each of the six orders of three things about equally often", () => {
    const random = keyedRandom("key", "orders");
    const counts = new Map<string, number>();
    for (let k = 0; k < 6000; k++) {
      const order = drawOrder(3, random).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});
