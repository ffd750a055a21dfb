import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail, logFactorial } from "./binomial.ts";
import { fisherGreater } from "./fisher.ts";
import { mcnemarExact } from "./mcnemar.ts";

describe("exact tests", () => {
  it("gives Fisher's p-value as counted by hand", () => {
    // Ways to draw at least so many of the successes into the first sample, of all ways.
    expect(fisherGreater(8, 10, 1, 6)).toBeCloseTo((45 * 6 + 10 * 1) / 11440, 12);
    expect(fisherGreater(3, 4, 1, 4)).toBeCloseTo((4 * 4 + 1 * 1) / 70, 12);
    expect(fisherGreater(0, 5, 5, 5)).toBeCloseTo(1, 12);
  });

  it("gives the binomial tail by its definition", () => {
    expect(binomialTail(3, 4, 0.5)).toBeCloseTo(5 / 16, 14);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, p) => {
        expect(binomialTail(1, n, p)).toBeCloseTo(1 - (1 - p) ** n, 10);
        for (let k = 1; k <= n; k++)
          expect(binomialTail(k, n, p)).toBeLessThanOrEqual(binomialTail(k - 1, n, p) + 1e-12);
      }),
    );
  });

  it("gives McNemar's p-value as counted by hand", () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(5, 5)).toBe(1);
    expect(mcnemarExact(5, 1)).toBeCloseTo((2 * (6 + 1)) / 64, 14);
    expect(mcnemarExact(1, 5)).toBe(mcnemarExact(5, 1));
  });

  it("joins the two ways to log n!", () => {
    let sum = 0;
    for (let n = 1; n <= 200; n++) {
      sum += Math.log(n);
      expect(logFactorial(n)).toBeCloseTo(sum, 9);
    }
  });
});
