import { describe, expect, it } from "vitest";
import { judgeScore } from "./judge-score.ts";

const solution = "Id,Label,Usage\n1,7,Public\n2,3,Public\n3,1,Private\n4,5,Private\n5,5,Private\n";
const bytes = Buffer.from("Id,Label\n1,7\n2,3\n3,1\n4,5\n5,0\n");
const judged = (expected: number, tolerance?: { rows: number; score: number }) =>
  judgeScore(
    {
      solution: { bytes: Buffer.from(solution), metric: "accuracy" },
      ...(tolerance && { tolerance }),
    },
    { predictions: new Map(), bytes },
    expected,
  );

describe("comparing by the score alone", () => {
  it.each([
    [0.8, "all rows is 0.80000"],
    [1, "the public rows is 1.00000"],
    [0.66667, "the private rows is 0.66667"],
  ])("finds %d again and says on which rows", (expected, said) => {
    const { outcome, reasons, comparison } = judged(expected);
    expect(outcome).toBe("reproduced");
    expect(reasons).toMatchObject([{ code: "same-score", message: expect.stringContaining(said) }]);
    expect(comparison).toMatchObject({ basis: "score", scoreExpected: expected });
  });

  it("differs beyond the tolerance and passes within it", () => {
    expect(judged(0.7).reasons).toMatchObject([{ code: "score-differs" }]);
    expect(judged(0.7).outcome).toBe("differs");
    expect(judged(0.7, { rows: 0, score: 0.05 }).outcome).toBe("within-tolerance");
  });

  it("is a failure of ours without a solution", () => {
    expect(() => judgeScore({}, { predictions: new Map(), bytes }, 1)).toThrow("solution file");
  });
});
