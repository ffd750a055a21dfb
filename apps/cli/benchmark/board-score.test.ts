import type { Scored } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { boardScore, seedInterval } from "./board-score.ts";

const scored = (score: number, interval: [number, number] | null = null): Scored => ({ score, rows: 7000, interval });

describe("the benchmark on the board", () => {
  it("is the first seed's score by the rule score", () => {
    expect(boardScore("score", "max", [scored(0.985), scored(0.987)])).toEqual(scored(0.985));
  });

  it("is the lower end of the band over seeds by the rule lower-end", () => {
    const [low] = seedInterval([0.985, 0.987, 0.986]);
    // Mean 0.986, deviation 0.001, t = 4.303 for two degrees of freedom, one more seed: sqrt(4/3).
    expect(low).toBeCloseTo(0.986 - 4.303 * 0.001 * Math.sqrt(4 / 3), 9);
    expect(
      boardScore(
        "lower-end",
        "max",
        [0.985, 0.987, 0.986].map((score) => scored(score)),
      ).score,
    ).toBe(low);
  });

  it("is the end that is easier to beat also where less is better", () => {
    const seeds = [scored(3), scored(3.2)];
    expect(boardScore("lower-end", "min", seeds).score).toBeGreaterThan(3.2);
  });

  it("takes the interval over test rows when there is one seed, and refuses when there is none", () => {
    expect(boardScore("lower-end", "max", [scored(0.985, [0.982, 0.988])]).score).toBe(0.982);
    expect(() => boardScore("lower-end", "min", [scored(3)])).toThrow("benchmark.seeds");
  });
});
