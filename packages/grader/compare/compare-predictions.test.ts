import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePredictions } from "./compare-predictions.ts";

const predictions = fc
  .uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 40 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.tuple(fc.constant(String(id)), fc.tuple(fc.constantFrom("0", "1", "2"))))),
  )
  .map((rows) => new Map<string, readonly string[]>(rows));

describe("comparing predictions", () => {
  it("is by value, not by spelling or order", () => {
    const a = new Map([
      ["1", ["7"]],
      ["2", ["0.5"]],
    ]);
    const b = new Map([
      ["2", ["5e-1"]],
      ["1", ["7.0"]],
    ]);
    expect(comparePredictions(a, b)).toMatchObject({ rowsDiffering: 0, firstDifferences: [] });
  });

  it("counts claimed against rerun labels, few of them only", () => {
    const file = (label: (k: number) => string): Map<string, string[]> =>
      new Map(Array.from({ length: 40 }, (_, k) => [String(k), [label(k)]]));
    const claimed = file((k) => (k < 10 ? "7" : "10"));
    const rerun = file((k) => (k < 3 ? "10.0" : k < 10 ? "7.0" : "10"));
    expect(comparePredictions(claimed, rerun).confusion).toEqual({
      labels: ["7", "10"],
      counts: [
        [7, 3],
        [0, 30],
      ],
    });
    expect(comparePredictions(file(String), file(String)).confusion).toBeUndefined();
  });

  it("does not take words for numbers", () => {
    expect(comparePredictions(new Map([["1", ["0x10"]]]), new Map([["1", ["16"]]])).rowsDiffering).toBe(1);
    expect(comparePredictions(new Map([["1", [""]]]), new Map([["1", ["0"]]])).rowsDiffering).toBe(1);
  });

  it("finds nothing between equals, and as many rows from both sides", () => {
    fc.assert(
      fc.property(predictions, predictions, (a, b) => {
        expect(comparePredictions(a, a).rowsDiffering).toBe(0);
        const there = comparePredictions(a, b);
        const back = comparePredictions(b, a);
        expect(there.rowsDiffering).toBe(back.rowsDiffering);
        expect([there.missingIds, there.extraIds]).toEqual([back.extraIds, back.missingIds]);
        expect(there.firstDifferences.length).toBe(Math.min(20, there.rowsDiffering - there.extraIds));
      }),
    );
  });
});
