import { type Entry, type Mark, type RerunVerdict, rerunVerdict } from "@gradmark/contract";
import { rulesOfKit, type StoredTeam } from "@gradmark/course";
import { describe, expect, it } from "vitest";
import { gradedKit } from "#e2e/fixtures/graded-kit.ts";
import { viewGrade, viewRerun } from "./view.ts";

const secret = 0.98765;

const verdict: RerunVerdict = rerunVerdict.parse({
  outcome: "differs",
  reasons: [
    { code: "rows-differ", side: "team", message: "3 of 10 predictions differ from your final entry." },
    { code: "score-differs", side: "team", message: `The score is ${secret}.` },
    { code: "host-sandbox-failed", side: "host", message: "/var/secret/place is missing." },
  ],
  comparison: {
    basis: "rows",
    sameBytes: false,
    rows: 10,
    rowsDiffering: 3,
    missingIds: 0,
    extraIds: 0,
    duplicateIds: 0,
    firstDifferences: [{ id: "7", expected: "1", got: "2" }],
    scoreExpected: secret,
    scoreRerun: secret,
  },
  run: null,
  output: null,
  logs: { stdout: "<b>epoch 1</b>", stderr: "" },
  audit: {
    permutedRows: { finding: "suspicious", why: "audit secret", evidence: {} },
    repeatSpread: { finding: "none", why: "-", evidence: {} },
    inputsRead: { finding: "none", why: "-", evidence: {} },
    shadow: { finding: "none", why: "-", evidence: {} },
  },
  environment: { kernel: "6", cpu: "x", runtime: null, packages: {}, limits: gradedKit.handIn.limits },
});

describe("viewRerun", () => {
  it("holds no score, no finding of an audit and nothing of our own machines", () => {
    const shown = JSON.stringify(viewRerun(verdict));
    for (const hidden of [String(secret), "audit", "suspicious", "/var/secret"]) expect(shown).not.toContain(hidden);
    expect(viewRerun(verdict).comparison).toMatchObject({ rows: 10, rowsDiffering: 3 });
  });
});

describe("viewGrade", () => {
  const scheme = {
    kit: gradedKit,
    problems: [{ id: "softmax", slots: [{ id: "same", points: 1 }] }],
    rules: rulesOfKit(gradedKit),
  };
  const at = new Date("2026-11-24T12:00:00Z");
  const scored = (score: number) => ({ score, rows: 10, interval: null });
  const entry = (privateScore: number): Entry => ({
    ...{ id: "e", courseId: "c", teamId: "t", kind: "team", uploadedBy: "u", sha256: "0".repeat(64), bytes: 1 },
    ...{ fileName: "p.csv", description: "", state: "done", problems: [], source: null, createdAt: at, scoredAt: at },
    ...{ publicScore: scored(0.5), privateScore: scored(privateScore) },
  });
  const mark = (points: number): Mark => ({
    ...{
      id: "m",
      courseId: "c",
      teamId: "t",
      handInId: "h",
      part: "report",
      purpose: "grade",
      graderId: "g",
      version: 1,
    },
    ...{ state: "done", applied: [{ item: "all", points }], adjustment: 0, adjustmentWhy: "", comment: "", note: "" },
    ...{ createdAt: at, savedAt: at, doneAt: at },
  });
  const stored = (privateScore: number, points: number): StoredTeam => ({
    ...{ teamId: "t", members: ["u"], deadline: at, handIn: null, answers: [], adjustments: [] },
    ...{ finalEntries: [entry(privateScore)], benchmark: entry(0.9), marks: [mark(points)] },
  });
  const hidden = { revealed: false, released: new Set<string>(), reader: "u" };
  const part = (shown: ReturnType<typeof viewGrade>, id: string) => shown.parts.find((one) => one.id === id);

  it("gives nothing away before the reveal: the same for every private score and every mark", () => {
    const shown = viewGrade(scheme, stored(secret, 20), hidden);
    expect(viewGrade(scheme, stored(0.1, 1), hidden)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toContain(String(secret).slice(0, 5));
    expect(shown).toMatchObject({ total: null, line: null });
  });

  it("shows a mark as soon as its part is released, and no private score by that", () => {
    const shown = viewGrade(scheme, stored(secret, 20), { ...hidden, released: new Set(["report"]) });
    expect(part(shown, "report")).toMatchObject({ points: 20, open: 0 });
    expect(JSON.stringify(shown)).not.toContain(String(secret).slice(0, 5));
  });

  it("shows everything afterwards, as a sum that opens into its lines", () => {
    const shown = viewGrade(scheme, stored(secret, 20), { ...hidden, revealed: true, released: new Set(["report"]) });
    const competition = part(shown, "competition");
    expect(competition).toMatchObject({ points: competition?.weight, open: 0 });
    expect(shown.line?.points).toBe(shown.points);
    expect(JSON.stringify(shown.line)).not.toContain("evidence");
  });
});
