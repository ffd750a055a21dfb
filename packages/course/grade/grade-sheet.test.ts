import {
  type Entry,
  type GradeAdjustment,
  type GradeLine,
  type GradingRules,
  gradeSheet as gradeSheetSchema,
  gradientVerdicts,
  type HandIn,
  rerunOutcomes,
} from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { gradeSheet } from "./grade-sheet.ts";
import { rulesOfKit } from "./grading-rules.ts";
import { adjustment, answer, entry, handIn, mark, storedTeam, verdict } from "./stored-team-for-tests.ts";

const kit = lab1Kit();
const problems = [
  {
    id: "sigmoid",
    slots: [
      { id: "x", points: 1 },
      { id: "w", points: 2 },
    ],
  },
];
const rules = rulesOfKit(kit);
const scheme = { kit, problems, rules };
const deadline = new Date("2026-11-20T23:00:00Z");
const dayMs = 86_400_000;

/** All points but 2 of the report's 32. */
const good = storedTeam({
  deadline,
  members: ["ada", "bo"],
  finalEntries: [entry("final", 0.98)],
  benchmark: entry("benchmark", 0.97),
  handIn: handIn({
    submittedAt: deadline,
    report: { name: "r", sha256: "0", bytes: 1 },
    verdict: verdict("reproduced"),
  }),
  answers: [answer("a1", "sigmoid", "x", "correct"), answer("a2", "sigmoid", "w", "correct")],
  marks: [
    mark({
      id: "m1",
      applied: ["model", "training", "experiments", "results"]
        .map((item) => ({ item, points: null }))
        .concat({ item: "form", points: 2 } as never),
    }),
    mark({
      id: "m2",
      part: "script",
      applied: ["simple", "readable", "commented"].map((item) => ({ item, points: null })),
    }),
  ],
});

const labels = (line: GradeLine): string[] => [line.label, ...line.lines.flatMap(labels)];
const refs = (line: GradeLine): string[] => [...line.evidence.map(({ id }) => id), ...line.lines.flatMap(refs)];

describe("gradeSheet", () => {
  it("opens a total into its arithmetic, down to the rows that it rests on", () => {
    const sheet = gradeSheet(scheme, good);
    expect(sheet).toMatchObject({ points: 98, open: 0, total: 98, members: [] });
    expect(gradeSheetSchema.parse(sheet)).toEqual(sheet);
    expect(refs(sheet.line)).toEqual(
      expect.arrayContaining(["a1", "a2", "final", "benchmark", "h", "m1", "m2", "model", "commented"]),
    );
    expect(labels(sheet.line)).toContain("Structure of the model");
  });

  it("takes lateness from the parts that the hand-in brings, and from no other", () => {
    const late = { graceMinutes: 30, percentPerDay: 10, maxPercent: 50 };
    const of = (days: number) =>
      gradeSheet(
        { ...scheme, rules: { ...rules, late } },
        {
          ...good,
          handIn: good.handIn && { ...good.handIn, submittedAt: new Date(deadline.getTime() + days * dayMs) },
        },
      ).parts.map(({ points }) => points);
    expect(of(0)).toEqual([20, 24, 30, 24]);
    expect(of(0.01)).toEqual([20, 24, 30, 24]);
    expect(of(0.5)).toEqual([20, 24, 27, 21.6]);
    expect(of(20)).toEqual([20, 24, 15, 12]);
  });

  it("adds, sets and floors, for the team and for one member alone", () => {
    const adjustments = [
      adjustment({ id: "j1", amount: -150, why: "A name on the report is missing." }),
      adjustment({ id: "j2", part: "competition", kind: "set", amount: 1000, why: "Trained on the test images." }),
      adjustment({ id: "j3", userId: "bo", amount: -2000, why: "Took no part in the experiments." }),
      adjustment({ id: "j4", userId: "gone", amount: -100 }),
    ];
    const sheet = gradeSheet(scheme, { ...good, adjustments });
    expect(sheet).toMatchObject({ points: 82.5, members: [{ userId: "bo", points: 62.5 }] });
    expect(refs(sheet.line)).toEqual(expect.arrayContaining(["j1", "j2"]));
    const nothing = gradeSheet(scheme, { ...good, adjustments: [adjustment({ amount: -99_999 })] });
    expect(nothing).toMatchObject({ points: 0, total: 0 });
  });

  it("knows the total of a grade that was set, whatever is still open", () => {
    const open = { ...good, marks: [] };
    expect(gradeSheet(scheme, open)).toMatchObject({ total: null, open: 44 });
    const set = adjustment({ kind: "set", amount: 5000, why: "Decided by the board of examiners." });
    expect(gradeSheet(scheme, { ...open, adjustments: [set] })).toMatchObject({ total: 50, open: 0 });
  });

  it("holds a rerun against the tolerance of the rules, not of the day on which it ran", () => {
    const differs = verdict("differs", { rowsDiffering: 3, scoreExpected: 0.98, scoreRerun: 0.9797 });
    const team = { ...good, handIn: handIn({ verdict: differs }) };
    const script = (tolerance: GradingRules["tolerance"]) =>
      gradeSheet({ ...scheme, rules: { ...rules, tolerance } }, team).parts[3]?.points;
    expect(script({ rows: 0, score: 0 })).toBe(12);
    expect(script({ rows: 3, score: 0.001 })).toBe(24);
    expect(script({ rows: 3, score: 0.0001 })).toBe(12);
  });

  it("does not count a mark that is not done", () => {
    const draft = { ...good, marks: good.marks.map((one) => ({ ...one, state: "draft" as const })) };
    expect(gradeSheet(scheme, draft)).toMatchObject({ total: null, open: 44 });
  });
});

describe("the arithmetic of any team", () => {
  const applied = fc.array(
    fc.record({
      item: fc.constantFrom("model", "training", "form", "simple", "commented", "gone"),
      points: fc.option(fc.double({ min: -9, max: 9, noNaN: true })),
    }),
    { maxLength: 6 },
  );
  const marks = fc.record({ report: applied, script: applied, adjustment: fc.integer({ min: -900, max: 900 }) });
  const adjustments: fc.Arbitrary<GradeAdjustment[]> = fc.array(
    fc
      .record({
        kind: fc.constantFrom("add" as const, "set" as const),
        amount: fc.integer({ min: -4000, max: 12_000 }),
        part: fc.constantFrom(null, "report", "script", "competition", "gradients"),
        userId: fc.constantFrom(null, "ada", "bo"),
      })
      .map((values) => adjustment(values)),
    { maxLength: 5 },
  );
  const team = fc
    .record({
      score: fc.option(fc.double({ min: 0.8, max: 1, noNaN: true })),
      benchmark: fc.option(fc.double({ min: 0.8, max: 1, noNaN: true })),
      outcome: fc.option(fc.constantFrom(...rerunOutcomes)),
      verdicts: fc.tuple(fc.constantFrom(...gradientVerdicts), fc.constantFrom(...gradientVerdicts)),
      days: fc.double({ min: -1, max: 9, noNaN: true }),
      marks,
      adjustments,
    })
    .map((one) =>
      storedTeam({
        deadline,
        members: ["ada", "bo"],
        finalEntries: one.score === null ? [] : [entry("final", one.score)],
        benchmark: one.benchmark === null ? null : entry("benchmark", one.benchmark),
        handIn: handIn({
          submittedAt: new Date(deadline.getTime() + one.days * dayMs),
          verdict: one.outcome && verdict(one.outcome),
        }),
        answers: [answer("a1", "sigmoid", "x", one.verdicts[0]), answer("a2", "sigmoid", "w", one.verdicts[1])],
        marks: [
          mark({ applied: one.marks.report, adjustment: one.marks.adjustment }),
          mark({ part: "script", applied: one.marks.script }),
        ],
        adjustments: one.adjustments,
      }),
    );
  const late = { graceMinutes: 15, percentPerDay: 7, maxPercent: 40 };
  const sums = (line: GradeLine): boolean =>
    (line.lines.length === 0 || line.lines.reduce((sum, { amount }) => sum + amount, 0) === line.amount) &&
    line.lines.every(sums);

  it("adds up in every line, to the cent, and is the same when it is computed again from storage", () => {
    fc.assert(
      fc.property(team, (stored) => {
        const sheet = gradeSheet({ ...scheme, rules: { ...rules, late } }, stored);
        for (const line of [sheet.line, ...sheet.members.map((member) => member.line)]) {
          expect(sums(line)).toBe(true);
          expect(line.amount).toBeGreaterThanOrEqual(0);
        }
        expect(Math.round(sheet.points * 100)).toBe(sheet.line.amount);
        const again = revive(JSON.parse(JSON.stringify(stored)));
        expect(gradeSheet({ ...scheme, rules: { ...rules, late } }, again)).toEqual(sheet);
      }),
    );
  });

  /** Dates as they come back from the database. */
  function revive(stored: typeof good): typeof good {
    const handed: HandIn | null = stored.handIn && {
      ...stored.handIn,
      submittedAt: new Date(stored.handIn.submittedAt),
    };
    return {
      ...stored,
      deadline: new Date(stored.deadline),
      handIn: handed,
      finalEntries: stored.finalEntries as Entry[],
    };
  }
});
