import { type RerunVerdict, rerunVerdict } from "@gradmark/contract";
import type { GradeEvidence } from "@gradmark/course";
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
  const evidence: GradeEvidence = {
    slots: [{ problem: "softmax", slot: "same", points: 1, verdict: "correct" }],
    privateScore: secret,
    benchmarkScore: 0.9,
    rerun: "reproduced",
    report: "handed-in",
    marks: { report: 20 },
  };

  it("gives nothing away before the reveal: the same for every private score and every mark", () => {
    const shown = viewGrade(gradedKit, evidence, false);
    expect(viewGrade(gradedKit, { ...evidence, privateScore: 0.1, marks: { report: 1 } }, false)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toContain(String(secret).slice(0, 5));
    expect(shown.total).toBeNull();
  });

  it("shows everything afterwards", () => {
    const part = viewGrade(gradedKit, evidence, true).parts.find(({ id }) => id === "competition");
    expect(part).toMatchObject({ points: part?.weight, open: 0 });
  });
});
