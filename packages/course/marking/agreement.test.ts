import { describe, expect, it } from "vitest";
import { cohensKappa, intraclass, measureAgreement, measureSpread } from "./agreement.ts";

describe("agreement of two graders", () => {
  it("is 1 by intraclass correlation when they say the same, and falls below 0 when they contradict each other", () => {
    expect(
      intraclass([
        [1, 1],
        [5, 5],
        [9, 9],
      ]),
    ).toBe(1);
    expect(
      intraclass([
        [0, 10],
        [10, 0],
      ]),
    ).toBe(-1);
    expect(
      intraclass([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull();
    expect(intraclass([[3, 4]])).toBeNull();
  });

  it("is ICC(1,1) of the published example: Shrout and Fleiss, tables 2 and 4", () => {
    const judges = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    expect(intraclass(judges)?.toFixed(2)).toBe("0.17");
  });

  it("by Cohen's kappa corrects for what chance would give: 20 and 15 of 50 decisions in common", () => {
    const decisions = [
      ...Array.from({ length: 20 }, () => [true, true] as const),
      ...Array.from({ length: 5 }, () => [true, false] as const),
      ...Array.from({ length: 10 }, () => [false, true] as const),
      ...Array.from({ length: 15 }, () => [false, false] as const),
    ];
    expect(cohensKappa(decisions)).toBeCloseTo(0.4, 12);
    expect(cohensKappa([[true, true]])).toBeNull();
    expect(cohensKappa([])).toBeNull();
  });

  it("counts the pairs and their mean difference", () => {
    const doubles = [
      { points: [10, 8], items: [[true, true]] },
      { points: [5, 5], items: [[false, true]] },
    ] as const;
    expect(measureAgreement(doubles)).toMatchObject({ pairs: 2, meanDifference: 1 });
    expect(measureAgreement([])).toEqual({ pairs: 0, meanDifference: null, icc: null, kappa: null });
  });
});

describe("the spread of a grader", () => {
  it("is mean and standard deviation of a sample", () => {
    expect(measureSpread([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, deviation: Math.sqrt(32 / 7) });
    expect(measureSpread([3])).toEqual({ count: 1, mean: 3, deviation: null });
    expect(measureSpread([])).toEqual({ count: 0, mean: null, deviation: null });
  });
});
