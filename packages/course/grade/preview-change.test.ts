import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { rulesOfKit } from "./grading-rules.ts";
import { previewChange } from "./preview-change.ts";
import { adjustment, entry, handIn, mark, storedTeam, verdict } from "./stored-team-for-tests.ts";

const kit = lab1Kit();
const rules = rulesOfKit(kit);
const scheme = { kit, problems: [], rules };
const graded = (teamId: string, item: string, score: number) =>
  storedTeam({
    teamId,
    members: [`${teamId}-1`, `${teamId}-2`],
    finalEntries: [entry(`${teamId}-e`, score)],
    benchmark: entry("b", 0.95),
    handIn: handIn({ id: `${teamId}-h`, verdict: verdict("differs", { rowsDiffering: 2 }) }),
    marks: [mark({ teamId, applied: [{ item, points: null }] })],
  });
const teams = [graded("a", "model", 0.9), graded("b", "form", 0.99)];
const brief = (change: Parameters<typeof previewChange>[2]) =>
  previewChange(scheme, teams, change).map(({ teamId, userId, before, after }) => [teamId, userId, before, after]);

/** The rules with other points for an item of the report. */
function repriced(id: string, points: number) {
  const parts = rules.parts.map((part) =>
    part.grading.rule === "rubric"
      ? {
          ...part,
          grading: {
            ...part.grading,
            items: part.grading.items.map((one) => (one.id === id ? { ...one, points } : one)),
          },
        }
      : part,
  );
  return { ...rules, parts };
}

describe("previewChange", () => {
  it("names nobody when nothing moves", () => {
    expect(previewChange(scheme, teams, {})).toEqual([]);
    expect(previewChange(scheme, teams, { rules })).toEqual([]);
  });

  it("shows whom another rubric moves, by how much and why", () => {
    const [moved, ...others] = previewChange(scheme, teams, { rules: repriced("model", 5) });
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ teamId: "a", userId: null, before: 1280, after: 980 });
    expect(moved?.why).toEqual(["Report: 8 → 5. A person gave 5 of 32 points."]);
  });

  it("shows what another curve, benchmark or tolerance moves", () => {
    const curve = rules.parts.map((part) =>
      part.grading.rule === "beats-benchmark"
        ? { ...part, grading: { ...part.grading, curve: [[0.9, 1]] as [number, number][] } }
        : part,
    );
    expect(brief({ rules: { ...rules, parts: curve } })).toEqual([["a", null, 1280, 3200]]);
    expect(brief({ rules: { ...rules, benchmarkScore: 0.995 } })).toEqual([["b", null, 2800, 2440]]);
    expect(brief({ rules: { ...rules, tolerance: { rows: 2, score: 0 } } })).toEqual([
      ["a", null, 1280, 2480],
      ["b", null, 2800, 4000],
    ]);
  });

  it("shows what corrected scores and new reruns move", () => {
    const scored = { score: 0.96, rows: 10, interval: null };
    expect(brief({ scores: [{ entryId: "a-e", publicScore: scored, privateScore: scored }] })).toEqual([
      ["a", null, 1280, 3200],
    ]);
    expect(brief({ verdicts: [{ handInId: "b-h", verdict: verdict("reproduced") }] })).toEqual([
      ["b", null, 2800, 4000],
    ]);
  });

  it("tells a member whose points move apart from the team", () => {
    const add = { teamId: "a", userId: "a-2", part: null, kind: "add", amount: -100, why: "Absent." } as const;
    expect(brief({ addAdjustments: [add] })).toEqual([["a", "a-2", 1280, 1180]]);
    const adjusted = [{ ...(teams[0] as (typeof teams)[0]), adjustments: [adjustment({ id: "j", amount: 500 })] }];
    const revoked = previewChange(scheme, adjusted, { revokeAdjustments: ["j"] });
    expect(revoked).toMatchObject([
      { teamId: "a", before: 1780, after: 1280, why: ["Adjustments of the total: 5 → 0."] },
    ]);
  });
});
