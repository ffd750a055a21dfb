import { describe, expect, it } from "vitest";
import { later, noon, type OpenCourse, openCourse, predictions, score } from "../fixtures/open-course.ts";
import { verdict } from "../fixtures/verdict.ts";
import {
  chooseFinalEntries,
  deleteUpload,
  enqueueRerun,
  heartbeatJob,
  insertUpload,
  leaseNextJob,
  recordRerun,
  recordScore,
  selectCurrentHandIns,
  selectHandIn,
  selectHandInsOfTeam,
  selectJob,
  selectLedger,
  selectOptionalCurrentHandIn,
  selectUploads,
  submitEntry,
  submitHandIn,
} from "../index.ts";

const worker = { workerId: "w", kinds: ["rerun" as const, "score-entry" as const], leaseMs: 10_000 };

describe("the check-list", () => {
  it("has one script, one report, and one model file of a name: a new one takes the place of the old one", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    put(small, team, userId, "script", "result.py", "1");
    put(small, team, userId, "script", "result.lua", "2");
    put(small, team, userId, "model", "a.bin", "3");
    put(small, team, userId, "model", "a.bin", "4");
    const last = put(small, team, userId, "model", "b.bin", "5");
    expect(selectUploads(small.db, team.id).map(({ name, sha256 }) => [name, sha256])).toEqual([
      ["result.lua", "2"],
      ["a.bin", "4"],
      ["b.bin", "5"],
    ]);
    const other = small.addTeam("B").team;
    expect(deleteUpload(small.db, { teamId: other.id, uploadId: last.id, now: noon })).toBe(false);
    expect(deleteUpload(small.db, { teamId: team.id, uploadId: last.id, now: noon })).toBe(true);
  });
});

describe("submitHandIn", () => {
  it("needs a script, and takes nothing at the deadline", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const submit = (now: Date) => submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now });
    expect(submit(noon)).toMatchObject({ refusal: "no-script" });
    put(small, team, userId, "script", "result.py", "1");
    expect(submit(small.course.deadline)).toMatchObject({ refusal: "closed" });
    expect(selectHandInsOfTeam(small.db, team.id)).toEqual([]);
  });

  it("keeps the final entry of its moment, the hashes in the ledger, and makes the job", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const entryId = scoredEntry(small, team.id, userId);
    put(small, team, userId, "script", "result.py", "1f");
    put(small, team, userId, "report", "report.pdf", "2f");
    const taken = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
    if (!taken.ok) throw new Error(taken.refusal);
    expect(taken.handIn).toMatchObject({
      finalEntryId: entryId,
      report: { sha256: "2f" },
      models: [],
      state: "waiting",
    });
    expect(taken.job).toMatchObject({ kind: "rerun", subjectId: taken.handIn.id, state: "waiting" });
    const line = selectLedger(small.db, { courseId: small.course.id, teamId: team.id }).at(-1);
    expect(line).toMatchObject({ kind: "hand-in", actor: userId });
    expect(line?.why).toContain("report.pdf (sha256 2f)");
  });

  it("replaces an earlier hand-in, which is kept, and stops its rerun", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    put(small, team, userId, "script", "result.py", "1");
    const first = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
    const running = leaseNextJob(small.db, { ...worker, now: noon });
    const second = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: later(1) });
    if (!first.ok || !second.ok || !running) throw new Error("not taken");
    expect(selectHandIn(small.db, first.handIn.id).replacedBy).toBe(second.handIn.id);
    expect(heartbeatJob(small.db, running.lease, { now: later(2), leaseMs: 1 })).toBe("cancel");
    expect(selectOptionalCurrentHandIn(small.db, team.id)?.id).toBe(second.handIn.id);
    expect(selectCurrentHandIns(small.db, small.course.id)).toHaveLength(1);
    expect(selectHandInsOfTeam(small.db, team.id)).toHaveLength(2);
  });
});

describe("recordRerun", () => {
  const limit = { code: "limit-wall" as const, side: "team" as const, message: "Stopped after 10 s." };
  const host = { code: "host-sandbox-failed" as const, side: "host" as const, message: "No sandbox." };

  it("ends a rejected hand-in as failed, by a limit or by the team's file, and keeps the verdict", () => {
    using small = openCourse();
    const { handIn, job } = handedIn(small);
    expect(record(small, verdict("rejected", limit))).toBe("finished");
    expect(selectHandIn(small.db, handIn.id)).toMatchObject({ state: "failed", verdict: { outcome: "rejected" } });
    expect(selectJob(small.db, job.id).reason).toEqual({ class: "limit", message: "Stopped after 10 s." });
  });

  it("runs a faulted hand-in again, and can be asked to run any hand-in again", () => {
    using small = openCourse();
    const { handIn } = handedIn(small);
    expect(record(small, verdict("faulted", host))).toBe("requeued");
    expect(selectHandIn(small.db, handIn.id)).toMatchObject({ state: "waiting", verdict: null });
    expect(record(small, verdict("differs"))).toBe("finished");
    expect(selectHandIn(small.db, handIn.id)).toMatchObject({ state: "done", verdict: { outcome: "differs" } });
    enqueueRerun(small.db, { handInId: handIn.id, now: noon });
    expect(record(small, verdict("reproduced"))).toBe("finished");
    expect(selectHandIn(small.db, handIn.id).verdict?.outcome).toBe("reproduced");
  });
});

describe("chooseFinalEntries", () => {
  it("takes a team's own scored entries, as many as the kit allows, before the deadline", () => {
    using small = openCourse();
    const a = small.addTeam("A");
    const b = small.addTeam("B");
    const [first, second] = [scoredEntry(small, a.team.id, a.userId), scoredEntry(small, a.team.id, a.userId)];
    const other = scoredEntry(small, b.team.id, b.userId);
    const choose = (entryIds: string[], now = noon) =>
      chooseFinalEntries(small.db, { teamId: a.team.id, entryIds, chosenBy: a.userId, now });
    expect(choose([second])).toMatchObject({ ok: true, entries: [{ id: second }] });
    expect(choose([first, second])).toMatchObject({ refusal: "too-many" });
    expect(choose([other])).toMatchObject({ refusal: "not-yours" });
    expect(choose(["unknown"])).toMatchObject({ refusal: "not-yours" });
    expect(choose([first], small.course.deadline)).toMatchObject({ refusal: "closed" });
    expect(choose([])).toMatchObject({ ok: true, entries: [] });
  });
});

function put(
  small: OpenCourse,
  team: { id: string },
  userId: string,
  role: "script" | "report" | "model",
  name: string,
  sha256: string,
) {
  const { id: courseId } = small.course;
  return insertUpload(small.db, {
    courseId,
    teamId: team.id,
    role,
    name,
    sha256,
    bytes: 1,
    uploadedBy: userId,
    now: noon,
  });
}

function handedIn(small: OpenCourse) {
  const { team, userId } = small.addTeam("A");
  put(small, team, userId, "script", "result.py", "1");
  const taken = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
  if (!taken.ok) throw new Error(taken.refusal);
  return taken;
}

function record(small: OpenCourse, result: ReturnType<typeof verdict>) {
  const taken = leaseNextJob(small.db, { ...worker, now: noon });
  if (!taken) throw new Error("nothing to do");
  return recordRerun(small.db, taken.lease, { verdict: result, now: noon });
}

function scoredEntry(small: OpenCourse, teamId: string, userId: string): string {
  const taken = submitEntry(small.db, { teamId, uploadedBy: userId, file: predictions, description: "", now: noon });
  const leased = leaseNextJob(small.db, { ...worker, now: noon });
  if (!taken.ok || !leased) throw new Error("not taken");
  recordScore(small.db, leased.lease, { publicScore: score(0.5), privateScore: score(0.5), now: noon });
  return taken.entry.id;
}
