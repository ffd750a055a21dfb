import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "./bootstrap.ts";
import { randomNumbers } from "./random-numbers.ts";

describe("the bootstrap interval", () => {
  const mean = (values: readonly number[]) => (drawn: readonly number[]) =>
    drawn.reduce((sum, row) => sum + (values[row] ?? 0), 0) / drawn.length;

  it("is the same whenever it is computed again", () => {
    const values = [1, 5, 2, 8, 3];
    const options = { draws: 100, seed: 1 };
    expect(bootstrapInterval(5, mean(values), options)).toEqual(bootstrapInterval(5, mean(values), options));
  });

  it("holds the true mean about 19 times of 20", () => {
    const random = randomNumbers(7);
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const values = Array.from({ length: 60 }, () => random());
      const [low, high] = bootstrapInterval(60, mean(values), { draws: 200, seed: trial }) ?? [1, 0];
      if (low <= 0.5 && 0.5 <= high) held++;
    }
    expect(held).toBeGreaterThan(175);
    expect(held).toBeLessThan(200);
  });

  it("is none where the score is seldom defined", () => {
    expect(bootstrapInterval(5, ([row]) => (row === 0 ? 1 : null), { draws: 100, seed: 1 })).toBeNull();
  });
});
