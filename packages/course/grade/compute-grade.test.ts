import { grade as gradeSchema, gradientVerdicts, rerunOutcomes } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { computeGrade } from "./compute-grade.ts";
import { type GradeEvidence, slotEvidence } from "./grade-evidence.ts";

const kit = lab1Kit();
const slots = ["a", "b", "c"].map((slot) => ({ problem: "p", slot, points: 1, verdict: "correct" as const }));
const perfect: GradeEvidence = {
  slots,
  privateScore: 0.98,
  benchmarkScore: 0.97,
  rerun: "reproduced",
  report: "handed-in",
  marks: { report: 32, script: 12 },
};
const part = (evidence: Partial<GradeEvidence>, id: string) => {
  const found = computeGrade(kit, { ...perfect, ...evidence }).parts.find((one) => one.id === id);
  if (!found) throw new Error(`no part ${id}`);
  return found;
};

describe("computeGrade", () => {
  it("gives everything for everything", () => {
    const grade = computeGrade(kit, perfect);
    expect(grade).toMatchObject({ points: 100, open: 0, total: 100 });
    expect(gradeSchema.parse(grade)).toEqual(grade);
    expect(grade.parts.map(({ id, points }) => [id, points])).toEqual([
      ["gradients", 20],
      ["competition", 24],
      ["report", 32],
      ["script", 24],
    ]);
  });

  it("leaves open what only a person can give, and names no total before", () => {
    const grade = computeGrade(kit, { ...perfect, marks: {} });
    expect(grade).toMatchObject({ points: 56, open: 44, total: null });
    expect(part({ marks: {} }, "report")).toMatchObject({ points: 0, open: 32 });
    expect(part({ marks: {} }, "script")).toMatchObject({ points: 12, open: 12 });
  });

  it("counts slots by their points and rounds to the hundredth", () => {
    const [a, b, c] = slots;
    if (!a || !b || !c) throw new Error("three slots");
    const wrong = { ...b, verdict: "incorrect" as const };
    expect(part({ slots: [a, wrong, c] }, "gradients")).toMatchObject({
      points: 13.33,
      open: 0,
      why: "2 of 3 derivatives are correct. Not: p/b (incorrect).",
    });
    expect(
      part(
        {
          slots: [
            { ...a, points: 3 },
            { ...b, verdict: null },
          ],
        },
        "gradients",
      ),
    ).toMatchObject({
      points: 15,
      why: "1 of 2 derivatives are correct. Not: p/b (no answer).",
    });
    expect(part({ slots: slots.map((one) => ({ ...one, verdict: "undecided" as const })) }, "gradients").points).toBe(
      0,
    );
  });

  it("gives all of the competition for beating the benchmark, and a tie has not beaten it", () => {
    expect(part({ privateScore: 0.9701 }, "competition").points).toBe(24);
    expect(part({ privateScore: 0.97 }, "competition")).toMatchObject({
      points: 20.4,
      why: "Private score 0.9700 equals the benchmark's and so does not beat it; the curve gives 85.0 % of the points there.",
    });
  });

  it("follows the published curve below the benchmark", () => {
    const points = (privateScore: number) => part({ privateScore, benchmarkScore: 0.99 }, "competition").points;
    expect(points(0.5)).toBe(0);
    expect(points(0.88)).toBe(0);
    expect(points(0.9)).toBe(4.8); // half way from 0 to 0.4
    expect(points(0.95)).toBe(16.8);
    expect(points(0.98)).toBe(20.4); // beyond the last point
  });

  it("follows the curve downwards for a metric whose small scores are good", () => {
    const loss = lab1Kit();
    loss.competition.metric = "log-loss";
    const competition = loss.parts.find((one) => one.id === "competition");
    if (competition?.grading.rule !== "beats-benchmark") throw new Error("the kit changed");
    competition.grading.curve = [
      [1, 0],
      [0.5, 0.5],
    ];
    const points = (privateScore: number) =>
      computeGrade(loss, { ...perfect, privateScore, benchmarkScore: 0.1 }).parts[1]?.points;
    expect([points(0.05), points(0.1), points(0.75), points(2)]).toEqual([24, 12, 6, 0]);
  });

  it("waits for a benchmark that has no score, and gives nothing without an entry", () => {
    expect(part({ benchmarkScore: null }, "competition")).toMatchObject({ points: 0, open: 24 });
    expect(part({ privateScore: null }, "competition")).toMatchObject({ points: 0, open: 0 });
  });

  it("turns each outcome of a rerun into its half of the script's points", () => {
    const half = (rerun: GradeEvidence["rerun"]) => {
      const { points, open } = part({ rerun, marks: { report: 32, script: 0 } }, "script");
      return [points, open];
    };
    expect(half("reproduced")).toEqual([12, 0]);
    expect(half("within-tolerance")).toEqual([12, 0]);
    expect(half("differs")).toEqual([0, 0]);
    expect(half("rejected")).toEqual([0, 0]);
    expect(half("missing")).toEqual([0, 0]);
    for (const open of ["faulted", "produced", "pending"] as const) expect(half(open)).toEqual([0, 12]);
  });

  it("never makes our own failure a student's: the grade stays open", () => {
    expect(computeGrade(kit, { ...perfect, rerun: "faulted" })).toMatchObject({ total: null, open: 12 });
    expect(part({ rerun: "faulted" }, "script").why).toContain("failed on our side");
  });

  it("closes the parts of a team that handed in nothing", () => {
    const nothing = computeGrade(kit, {
      slots: slots.map((one) => ({ ...one, verdict: null })),
      privateScore: null,
      benchmarkScore: 0.97,
      rerun: "missing",
      report: "missing",
      marks: {},
    });
    expect(nothing).toMatchObject({ points: 0, open: 0, total: 0 });
    expect(nothing.parts.map((one) => one.why)).toContain("No result script was handed in.");
  });

  it("refuses marks for a part that no person grades", () => {
    expect(() => computeGrade(kit, { ...perfect, marks: { competition: 3 } })).toThrow('the part "competition"');
    expect(() => computeGrade(kit, { ...perfect, marks: { report: Number.NaN } })).toThrow("no number of points");
  });

  const evidence: fc.Arbitrary<GradeEvidence> = fc.record({
    slots: fc.array(
      fc.record({
        problem: fc.constant("p"),
        slot: fc.string(),
        points: fc.double({ min: 0.1, max: 9, noNaN: true }),
        verdict: fc.option(fc.constantFrom(...gradientVerdicts)),
      }),
      { maxLength: 12 },
    ),
    privateScore: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    benchmarkScore: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    rerun: fc.constantFrom(...rerunOutcomes, "pending" as const, "missing" as const),
    report: fc.constantFrom("handed-in" as const, "missing" as const),
    marks: fc.record(
      { report: fc.double({ min: -5, max: 50, noNaN: true }), script: fc.double({ min: -5, max: 50, noNaN: true }) },
      { requiredKeys: [] },
    ),
  });

  it("never exceeds a weight, never goes below nothing, and adds up to the hundredth", () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const grade = computeGrade(kit, one);
        const cents = (value: number) => Math.round(value * 100);
        for (const { points, open, weight } of grade.parts) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(open).toBeGreaterThanOrEqual(0);
          expect(cents(points) + cents(open)).toBeLessThanOrEqual(cents(weight));
          expect(points).toBe(cents(points) / 100);
        }
        expect(cents(grade.points)).toBe(grade.parts.reduce((sum, p) => sum + cents(p.points), 0));
        expect(grade.total).toBe(grade.open === 0 ? grade.points : null);
        expect(computeGrade(kit, structuredClone(one))).toEqual(grade);
      }),
    );
  });

  it("never gives fewer points for a better private score", () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(score, score, score, (a, b, benchmarkScore) => {
        const points = (privateScore: number) => part({ privateScore, benchmarkScore }, "competition").points;
        expect(points(Math.max(a, b))).toBeGreaterThanOrEqual(points(Math.min(a, b)));
      }),
    );
  });
});

describe("slotEvidence", () => {
  it("takes the best answer to each slot, whatever came after it", () => {
    const problem = {
      id: "p",
      slots: [
        { id: "a", points: 2 },
        { id: "b", points: 1 },
      ],
    };
    const answers = [
      { problem: "p", slot: "a", verdict: "incorrect" as const },
      { problem: "p", slot: "a", verdict: "correct" as const },
      { problem: "p", slot: "a", verdict: "invalid" as const },
      { problem: "q", slot: "b", verdict: "correct" as const },
    ];
    expect(slotEvidence([problem], answers)).toEqual([
      { problem: "p", slot: "a", points: 2, verdict: "correct" },
      { problem: "p", slot: "b", points: 1, verdict: null },
    ]);
  });
});
