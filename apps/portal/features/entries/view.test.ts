import type { Entry, Job, LedgerLine } from "@gradmark/contract";
import { courseStates } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { viewEntry, viewJob, viewTryLines } from "./view.ts";

const scored = { score: 0.9, rows: 20, interval: null };
const entry: Entry = {
  id: "e1",
  courseId: "c",
  teamId: "t",
  kind: "team",
  uploadedBy: "u",
  sha256: "0".repeat(64),
  bytes: 1,
  fileName: "predictions.csv",
  description: "",
  state: "done",
  problems: [],
  publicScore: scored,
  privateScore: { ...scored, score: 0.123 },
  source: null,
  createdAt: new Date(0),
  scoredAt: new Date(1),
};

describe("viewEntry", () => {
  it.each(courseStates)("keeps the private score back unless the course is revealed: %s", (courseState) => {
    const view = viewEntry(entry, { courseState, final: new Set(), tryReturned: false, job: null });
    expect("privateScore" in view).toBe(courseState === "revealed" || courseState === "archived");
  });

  it("marks the final entry", () => {
    expect(viewEntry(entry, { courseState: "open", final: new Set(["e1"]), tryReturned: false, job: null }).final).toBe(
      true,
    );
  });
});

describe("viewJob", () => {
  const job: Job = {
    id: "j",
    kind: "score-entry",
    courseId: "c",
    teamId: "t",
    subjectId: "e1",
    state: "faulted",
    priority: 0,
    attempts: 3,
    workerId: "host-17",
    leaseUntil: null,
    deadlineMs: 1,
    notBefore: new Date(0),
    cancelAsked: false,
    progress: null,
    reason: { class: "host", message: "ENOENT /srv/gradmark/private/solution.csv on host-17" },
    createdAt: new Date(0),
    startedAt: null,
    finishedAt: null,
  };

  it("tells a student of our own failures only that they are ours", () => {
    const text = JSON.stringify(viewJob(job, null));
    expect(text).not.toMatch(/solution|host-17|srv/);
    expect(text).toContain("Our side failed");
  });

  it("tells what the team's own file did", () => {
    expect(viewJob({ ...job, reason: { class: "team", message: "row 3: no label" } }, null).reason).toBe(
      "row 3: no label",
    );
  });
});

describe("viewTryLines", () => {
  const at = new Date("2026-11-24T12:00:00Z");
  const line = (id: number, kind: LedgerLine["kind"], actor: string): LedgerLine => ({
    ...{ id, kind, actor, at, courseId: "c", teamId: "t", subjectId: "e", amount: 1, why: `line ${id}` },
  });

  it("tells tries alone, the newest first, with the name of a member and none for us or for strangers", () => {
    const lines = [
      line(1, "try-used", "u"),
      line(2, "grade-changed", "staff"),
      line(3, "try-returned", "system"),
      line(4, "try-used", "somebody-who-left"),
    ];
    expect(viewTryLines(lines, new Map([["u", "Ada"]])).map(({ id, kind, by }) => [id, kind, by])).toEqual([
      [4, "used", null],
      [3, "returned", null],
      [1, "used", "Ada"],
    ]);
  });
});
