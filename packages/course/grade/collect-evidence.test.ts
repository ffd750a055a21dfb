import type { Entry, HandIn } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { collectEvidence } from "./collect-evidence.ts";
import { mark } from "./stored-team-for-tests.ts";

const at = new Date("2026-11-24T12:00:00Z");
const file = { name: "f", sha256: "0".repeat(64), bytes: 1 };

function entry(privateScore: number | null): Entry {
  const scored = privateScore === null ? null : { score: privateScore, rows: 10, interval: null };
  return {
    id: "e",
    courseId: "c",
    teamId: "t",
    kind: "team",
    uploadedBy: null,
    sha256: file.sha256,
    bytes: 1,
    fileName: "f",
    description: "",
    state: "done",
    problems: [],
    publicScore: null,
    privateScore: scored,
    source: null,
    createdAt: at,
    scoredAt: at,
  };
}

function handIn(state: HandIn["state"], report: HandIn["report"]): HandIn {
  return {
    id: "h",
    courseId: "c",
    teamId: "t",
    submittedBy: null,
    script: file,
    report,
    models: [],
    link: null,
    linkCheck: null,
    finalEntryId: null,
    state,
    verdict: null,
    replacedBy: null,
    submittedAt: at,
    checkedAt: null,
  };
}

const record = { finalEntries: [], benchmark: null, handIn: null, answers: [], marks: [] };

describe("collectEvidence", () => {
  it("finds nothing for a team that did nothing", () => {
    const problems = [{ id: "p", slots: [{ id: "a", points: 1 }] }];
    expect(collectEvidence(lab1Kit(), problems, record)).toEqual({
      slots: [{ problem: "p", slot: "a", points: 1, verdict: null }],
      privateScore: null,
      benchmarkScore: null,
      rerun: "missing",
      report: "missing",
      marks: {},
      extra: {},
    });
  });

  it("leaves out what the kit calls practice", () => {
    const kit = { ...lab1Kit(), gradients: { practice: ["p/b", "q"], verdict: "at-once" as const } };
    const problems = [
      {
        id: "p",
        slots: [
          { id: "a", points: 1 },
          { id: "b", points: 1 },
        ],
      },
      { id: "q", slots: [{ id: "a", points: 1 }] },
    ];
    expect(collectEvidence(kit, problems, record).slots.map(({ problem, slot }) => `${problem}/${slot}`)).toEqual([
      "p/a",
    ]);
  });

  it("takes the best of several final entries, in the direction of the metric", () => {
    const several = { ...record, finalEntries: [entry(0.3), entry(0.7), entry(null)], benchmark: entry(0.5) };
    expect(collectEvidence(lab1Kit(), [], several)).toMatchObject({ privateScore: 0.7, benchmarkScore: 0.5 });
    const loss = lab1Kit();
    loss.competition.metric = "log-loss";
    expect(collectEvidence(loss, [], several).privateScore).toBe(0.3);
  });

  it("waits for a rerun that waits or runs, and blames no team for one that ended without a verdict", () => {
    const rerun = (state: HandIn["state"]) =>
      collectEvidence(lab1Kit(), [], { ...record, handIn: handIn(state, file) }).rerun;
    expect([rerun("waiting"), rerun("running"), rerun("faulted"), rerun("cancelled")]).toEqual([
      "pending",
      "pending",
      "faulted",
      "faulted",
    ]);
  });

  it("knows whether there is a report, and what people gave", () => {
    const given = mark({
      applied: [
        { item: "model", points: null },
        { item: "form", points: 2.5 },
      ],
    });
    const draft = mark({ part: "script", state: "draft", applied: [{ item: "simple", points: null }] });
    const found = collectEvidence(lab1Kit(), [], { ...record, handIn: handIn("done", file), marks: [given, draft] });
    expect(found).toMatchObject({ report: "handed-in", marks: { report: 10.5 } });
    expect(collectEvidence(lab1Kit(), [], { ...record, handIn: handIn("done", null) }).report).toBe("missing");
  });
});
