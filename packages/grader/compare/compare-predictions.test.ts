import { type IdList, parsePredictions } from "@gradmark/contract";
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

  it("is by id and value for files as they were read, however they are spelt and ordered", () => {
    const read = (text: string, ids: IdList | null = null) => {
      const format = { idColumn: "Id", targetColumns: ["y"], cell: { kind: "text" as const }, ids };
      const parsed = parsePredictions(Buffer.from(text), format);
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      return parsed.value;
    };
    const entry = read("Id,y\n1,7\n2,cat\n3,0.50\n");
    const rerun = read("Id,y\n3,5e-1\n2.0, cat\n 01,+7.0\n", entry.ids);
    expect(comparePredictions(entry, rerun)).toMatchObject({ rows: 3, rowsDiffering: 0, firstDifferences: [] });
    const other = read("Id,y\n3,7\n2,cat\n1,0.5\n4,7\n");
    expect(comparePredictions(entry, other)).toMatchObject({
      ...{ rowsDiffering: 3, missingIds: 0, extraIds: 1 },
      firstDifferences: [
        { id: "1", expected: "7", got: "0.5" },
        { id: "3", expected: "0.5", got: "7" },
      ],
    });
  });

  it("shows the first 20 differing rows and no more", () => {
    const file = (label: string) => new Map(Array.from({ length: 50 }, (_, k) => [String(k), [label]]));
    const { rowsDiffering, firstDifferences } = comparePredictions(file("1"), file("2"));
    expect([rowsDiffering, firstDifferences.length]).toEqual([50, 20]);
    expect(firstDifferences.at(-1)).toEqual({ id: "19", expected: "1", got: "2" });
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
