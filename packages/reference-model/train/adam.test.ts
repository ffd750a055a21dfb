import { describe, expect, it } from "vitest";
import { adamStep, newAdamState } from "./adam.ts";
import { learningRate } from "./schedule.ts";

/** Algorithm 1 of the paper as it stands there, for one weight. */
function byTheBook(gradients: number[], rate: number): number {
  let [w, m, v] = [0, 0, 0];
  gradients.forEach((g, k) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    w -= (rate * (m / (1 - 0.9 ** (k + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (k + 1))) + 1e-8);
  });
  return w;
}

describe("Adam", () => {
  it("moves each weight as the paper's algorithm does", () => {
    const gradients = [0.5, -1, 2, 1e-4, 0, 3];
    const weights = [new Float32Array(2), new Float32Array(1)];
    const state = newAdamState([2, 1]);
    for (const g of gradients) adamStep(state, weights, [Float32Array.of(g, -g), Float32Array.of(10 * g)], 0.01);
    const expected = byTheBook(gradients, 0.01);
    expect(weights[0]?.[0]).toBeCloseTo(expected, 6);
    expect(weights[0]?.[1]).toBeCloseTo(-expected, 6);
    expect(weights[1]?.[0]).toBeCloseTo(
      byTheBook(
        gradients.map((g) => 10 * g),
        0.01,
      ),
      6,
    );
  });

  it("refuses to step without a gradient for each array", () => {
    expect(() => adamStep(newAdamState([1]), [new Float32Array(1)], [], 0.01)).toThrow("no gradient for weights 0");
  });
});

describe("the step size", () => {
  it("rises from a tenth to its peak, then falls to nothing, without a jump", () => {
    expect(learningRate(2, 0)).toBeCloseTo(0.2, 9);
    expect(learningRate(2, 0.05)).toBeCloseTo(2, 9);
    expect(learningRate(2, 1)).toBeCloseTo(0, 9);
    const rates = Array.from({ length: 1001 }, (_, k) => learningRate(2, k / 1000));
    const peak = rates.indexOf(Math.max(...rates));
    expect(rates.slice(0, peak)).toEqual(rates.slice(0, peak).toSorted((a, b) => a - b));
    expect(rates.slice(peak)).toEqual(rates.slice(peak).toSorted((a, b) => b - a));
  });
});
