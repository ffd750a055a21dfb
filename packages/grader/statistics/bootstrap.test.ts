import { describe, expect, it } from "vitest";
import { bootstrapScores, middleOf } from "./bootstrap.ts";
import { randomNumbers } from "./random-numbers.ts";

const rows = (n: number): Int32Array => Int32Array.from({ length: n }, (_, row) => row);
const mean =
  (values: readonly number[]) =>
  (counts: Int32Array): number => {
    let sum = 0;
    for (const [row, times] of counts.entries()) sum += times * (values[row] ?? 0);
    return sum / counts.reduce((all, times) => all + times, 0);
  };
const intervalOf = (values: readonly number[], options: { draws: number; seed: number }) =>
  middleOf(bootstrapScores(rows(values.length), new Int32Array(values.length), mean(values), options), options.draws);

describe("the bootstrap interval", () => {
  it("is the same whenever it is computed again", () => {
    const options = { draws: 100, seed: 1 };
    expect(intervalOf([1, 5, 2, 8, 3], options)).toEqual(intervalOf([1, 5, 2, 8, 3], options));
    expect(intervalOf([1, 5, 2, 8, 3], options)).not.toEqual(intervalOf([1, 5, 2, 8, 3], { draws: 100, seed: 2 }));
  });

  it("draws as many rows as there are, and only from the given ones", () => {
    bootstrapScores(
      Int32Array.of(1, 3),
      new Int32Array(4),
      (counts) => {
        expect([...counts].reduce((sum, times) => sum + times)).toBe(2);
        expect([counts[0], counts[2]]).toEqual([0, 0]);
        return 0;
      },
      { draws: 50, seed: 1 },
    );
  });

  it("holds the true mean about 19 times of 20", () => {
    const random = randomNumbers(7);
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const values = Array.from({ length: 60 }, () => random());
      const [low, high] = intervalOf(values, { draws: 200, seed: trial }) ?? [1, 0];
      if (low <= 0.5 && 0.5 <= high) held++;
    }
    expect(held).toBeGreaterThan(175);
    expect(held).toBeLessThan(200);
  });

  it("is none where the score is seldom defined", () => {
    const scores = bootstrapScores(rows(5), new Int32Array(5), (counts) => (counts[0] === 0 ? 1 : null), {
      draws: 100,
      seed: 1,
    });
    expect(middleOf(scores, 100)).toBeNull();
  });
});
