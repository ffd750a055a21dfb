import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdList } from "./id-list.ts";

const id = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(String),
  fc.nat().map(String),
  fc.constantFrom("007", "07", "a", "img_1", "1.0", "99999999999999999999", ""),
  fc.string({ maxLength: 4 }),
);

describe("a list of ids", () => {
  it("finds each id at its place, whatever the order and the hint, and takes none twice", () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), fc.nat({ max: 250 }), (added, hint) => {
        const list = new IdList();
        const known = new Map<string, number>();
        for (const one of added) {
          expect(list.add(one)).toBe(!known.has(one));
          if (!known.has(one)) known.set(one, known.size);
        }
        expect([...list]).toEqual([...known.keys()]);
        for (const [one, place] of known) expect(list.find(one, hint)).toBe(place);
      }),
    );
  });

  it("finds 7.0, +7 and 007 as 7, and 7 as 007 where there is no 7", () => {
    const plain = IdList.from(new Set(["5", "6", "7"]));
    expect(["7", "7.0", "+7", "007", "7."].map((one) => plain.find(one))).toEqual([2, 2, 2, 2, 2]);
    expect(["7.5", "-7", "7e0", "0x7", "8"].map((one) => plain.find(one))).toEqual([-1, -1, -1, -1, -1]);
    expect(IdList.from(new Set(["005", "007"])).find("7")).toBe(1);
  });

  it("never guesses between ids of one value", () => {
    const both = IdList.from(new Set(["07", "007"]));
    expect([both.find("7"), both.find("7.0")]).toEqual([-1, -1]);
    expect([both.find("07"), both.find("007")]).toEqual([0, 1]);
    const exact = IdList.from(new Set(["7.0", "7"]));
    expect([exact.find("7.0"), exact.find("7"), exact.find("007")]).toEqual([0, 1, 1]);
  });

  it("holds a hundred thousand numbers in any order", () => {
    const numbers = Array.from({ length: 100_000 }, (_, k) => (k * 7919) % 1_000_003);
    const list = new IdList();
    for (const one of numbers) list.add(String(one));
    expect(list.size).toBe(100_000);
    expect(numbers.every((one, k) => list.findNumber(one, 0) === k)).toBe(true);
    expect(list.findNumber(1_000_004, 0)).toBe(-1);
  });
});
