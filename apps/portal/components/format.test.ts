import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, formatBytes, formatCount, formatInstant, formatScore, formatSpan } from "./format.ts";

describe("formatting", () => {
  it("writes an instant with its zone", () => {
    expect(formatInstant(new Date("2026-11-27T22:59:00Z"), "Europe/Berlin")).toBe("Fri 27 Nov 2026, 23:59 CET");
    expect(formatInstant(new Date("2026-07-01T00:00:00Z"), "UTC", false)).toBe("1 Jul 2026, 00:00 UTC");
  });

  it.each([
    [0, "0 s"],
    [-5, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [11_520_000, "3 h 12 min"],
    [90_000_000, "1 d 1 h"],
  ])("writes a span of %i ms as %s", (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });

  it("writes counts, bytes and scores", () => {
    expect(formatCount(10_000)).toBe("10,000");
    expect([countOf(1, "row"), countOf(0, "row")]).toEqual(["1 row", "0 rows"]);
    expect([formatBytes(999), formatBytes(78_400), formatBytes(999_960)]).toEqual(["999 B", "78.4 kB", "1.0 MB"]);
    expect(formatScore({ score: 0.9, rows: 3000 })).toBe("0.9000");
    expect(formatScore({ score: 0.9, rows: 20 })).toBe("0.900");
  });

  it("tells two neighbouring scores apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), (rows) => {
        const at = (k: number) => formatScore({ score: k / rows, rows });
        expect(at(Math.floor(rows / 2))).not.toBe(at(Math.floor(rows / 2) + 1));
      }),
    );
  });
});
