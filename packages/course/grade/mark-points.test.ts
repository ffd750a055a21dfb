import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rubric, rubricOf } from "./grading-rules.ts";
import { markPoints } from "./mark-points.ts";
import { mark } from "./stored-team-for-tests.ts";

const rubric: Rubric = {
  cap: 10,
  items: [
    { id: "model", title: "Model", points: 6 },
    { id: "plots", title: "Plots", points: 5 },
    { id: "late-figures", title: "Figures without units", points: -2 },
    { id: "good", title: "Good", points: 4, group: "form" },
    { id: "poor", title: "Poor", points: 1, group: "form" },
    { id: "ablation", title: "An ablation", points: 3, extra: true },
  ],
};

const points = (applied: [string, number?][], adjustment = 0) => {
  const found = markPoints(
    rubric,
    mark({ applied: applied.map(([item, own]) => ({ item, points: own ?? null })), adjustment }),
  );
  return [found.points / 100, found.extra / 100];
};

describe("the points of a mark", () => {
  it("are those of the items that apply, negative ones too", () => {
    expect(points([["model"], ["late-figures"]])).toEqual([4, 0]);
  });

  it("never exceed the cap and never fall below nothing; extra credit comes on top", () => {
    expect(points([["model"], ["plots"]])).toEqual([10, 0]);
    expect(points([["model"], ["plots"], ["ablation"]])).toEqual([10, 3]);
    expect(points([["late-figures"]])).toEqual([0, 0]);
    expect(points([["model"]], -900)).toEqual([0, 0]);
  });

  it("count one item of an exclusive group: the one that brings most", () => {
    expect(points([["good"], ["poor"]])).toEqual([4, 0]);
    expect(points([["good", 0.5], ["poor"]])).toEqual([1, 0]);
    expect(points([["good", 1], ["poor"]])).toEqual([1, 0]);
  });

  it("may be other points than an item's, within them", () => {
    expect(points([["model", 2.25]])).toEqual([2.25, 0]);
    expect(points([["model", 99]])).toEqual([6, 0]);
    expect(points([["model"], ["late-figures", -0.5]])).toEqual([5.5, 0]);
    expect(points([["late-figures", 3], ["model"]])).toEqual([6, 0]);
  });

  it("do not count what the rubric no longer has", () => {
    expect(points([["gone"], ["plots"]])).toEqual([5, 0]);
  });

  it("open into lines that add up to them", () => {
    const applied = fc.uniqueArray(
      fc.record({
        item: fc.constantFrom(...rubric.items.map(({ id }) => id), "gone"),
        points: fc.option(fc.double({ min: -20, max: 20, noNaN: true })),
      }),
      { selector: ({ item }) => item },
    );
    fc.assert(
      fc.property(applied, fc.integer({ min: -3000, max: 3000 }), (items, adjustment) => {
        const found = markPoints(rubric, mark({ applied: items, adjustment }));
        expect(found.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(found.points + found.extra);
        expect(found.points).toBeGreaterThanOrEqual(0);
        expect(found.points).toBeLessThanOrEqual(1000);
      }),
    );
  });
});

describe("rubricOf", () => {
  const part = { id: "p", section: "s", title: "P", weight: 24 };
  it("caps a result script's items at what the rerun leaves", () => {
    const grading = { rule: "reproduces-entry", rerunShare: 0.5 } as const;
    expect(rubricOf({ ...part, grading })).toEqual({ items: [], cap: 12 });
    expect(rubricOf({ ...part, grading: { ...grading, cap: 5 } })?.cap).toBe(5);
    expect(rubricOf({ ...part, grading: { ...grading, rerunShare: 1 } })).toBeNull();
    expect(rubricOf({ ...part, grading: { rule: "gradients" } })).toBeNull();
  });
});
