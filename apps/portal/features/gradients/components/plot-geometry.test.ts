import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf, scaleOf, ticksOf } from "./plot-geometry.ts";

const point = (x: number, expected: number | null, part = 0) => ({ x, expected, got: null, part });

describe("a plot", () => {
  it("begins a new line where a branch turns and where there is no number", () => {
    const points = [point(0, 0), point(1, 1), point(2, 1, 1), point(3, null, 1), point(4, 0, 1)];
    const path = linesOf(points, ({ expected }) => expected, scaleOf([0, 4]), scaleOf([0, 1]));
    expect(path).toBe("M0 1L0.25 0M0.5 0M1 1");
  });

  it("leaves a pole outside instead of pressing everything else flat", () => {
    const scale = scaleOf([...Array.from({ length: 99 }, (_, n) => n / 100), 1e9]);
    expect(scale.holds(1e9)).toBe(false);
    expect(scale.high).toBeLessThan(20);
  });

  it("has room for a constant", () => {
    const scale = scaleOf([0, 0, 0], 0.08);
    expect(scale.holds(0)).toBe(true);
    expect(Number.isFinite(scale.place(0))).toBe(true);
  });

  it("names more than its middle", () => {
    expect(ticksOf({ low: -4, high: 4.15 })).toEqual([-4, -2, 0, 2, 4]);
  });

  it("has two to six round ticks, all inside", () => {
    const size = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), size, (low, length) => {
        fc.pre(length > Math.abs(low) * 1e-6);
        const ticks = ticksOf({ low, high: low + length });
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        const slack = 1e-9 * (Math.abs(low) + length);
        for (const tick of ticks) expect(tick >= low - slack && tick <= low + length + slack).toBe(true);
      }),
    );
  });
});
