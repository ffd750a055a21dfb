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
  recordFetch,
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

describe("the entry that a hand-in is compared with", () => {
  const choose = (small: OpenCourse, teamId: string, userId: string, entryId: string) =>
    chooseFinalEntries(small.db, { teamId, entryIds: [entryId], chosenBy: userId, now: noon });

  function handedInWithTwo(small: OpenCourse) {
    const { team, userId } = small.addTeam("A");
    const entries = [scoredEntry(small, team.id, userId), scoredEntry(small, team.id, userId)] as const;
    put(small, team, userId, "script", "result.py", "1");
    const taken = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
    if (!taken.ok) throw new Error(taken.refusal);
    return { team, userId, entries, handInId: taken.handIn.id };
  }

  it("follows a later choice: a verdict on another entry is made anew", () => {
    using small = openCourse();
    const { team, userId, entries, handInId } = handedInWithTwo(small);
    record(small, verdict("reproduced"));
    choose(small, team.id, userId, entries[1]);
    expect(selectHandIn(small.db, handInId)).toMatchObject({ state: "waiting", finalEntryId: entries[1] });
    record(small, verdict("differs"));
    expect(selectHandIn(small.db, handInId)).toMatchObject({ state: "done", verdict: { outcome: "differs" } });
    choose(small, team.id, userId, entries[1]);
    expect(selectHandIn(small.db, handInId).state).toBe("done");
  });

  it("is asked for once more when it changed during the run, and makes no second job while one waits", () => {
    using small = openCourse();
    const { team, userId, entries, handInId } = handedInWithTwo(small);
    choose(small, team.id, userId, entries[1]);
    choose(small, team.id, userId, entries[0]);
    const running = leaseNextJob(small.db, { ...worker, now: noon });
    if (!running) throw new Error("nothing to do");
    choose(small, team.id, userId, entries[1]);
    const late = { verdict: verdict("reproduced"), comparedWith: entries[0], now: noon };
    expect(recordRerun(small.db, running.lease, late)).toBe("finished");
    expect(selectHandIn(small.db, handInId).state).toBe("waiting");
    expect(record(small, verdict("differs"))).toBe("finished");
    expect(selectHandIn(small.db, handInId)).toMatchObject({ state: "done", verdict: { outcome: "differs" } });
    expect(leaseNextJob(small.db, { ...worker, now: noon })).toBeUndefined();
  });

  it("follows a better entry of a team that chose none", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    scoredEntry(small, team.id, userId, 0.5);
    put(small, team, userId, "script", "result.py", "1");
    const taken = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
    if (!taken.ok) throw new Error(taken.refusal);
    record(small, verdict("reproduced"));
    const better = scoredEntry(small, team.id, userId, 0.9);
    expect(selectHandIn(small.db, taken.handIn.id)).toMatchObject({ state: "waiting", finalEntryId: better });
  });
});

describe("a model behind a link", () => {
  const url = "https://files.example.edu/model.bin";
  const fetcher = { workerId: "w", kinds: ["fetch-model" as const], leaseMs: 10_000, now: noon };

  it("is fetched and pinned before the rerun, once", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    put(small, team, userId, "script", "result.py", "1");
    const taken = submitHandIn(small.db, { teamId: team.id, submittedBy: userId, link: url, now: noon });
    if (!taken.ok) throw new Error(taken.refusal);
    expect(taken).toMatchObject({ job: { kind: "fetch-model" }, handIn: { link: { url, pin: null } } });
    expect(selectLedger(small.db, { courseId: small.course.id, teamId: team.id }).at(-1)?.why).toContain(url);
    const leased = leaseNextJob(small.db, fetcher);
    if (!leased) throw new Error("nothing to fetch");
    const pin = { name: "model.bin", sha256: "1f", bytes: 3, pinnedAt: noon.toISOString() };
    expect(recordFetch(small.db, leased.lease, { link: { url, pin, problem: null }, now: noon })).toBe("finished");
    expect(selectHandIn(small.db, taken.handIn.id)).toMatchObject({ state: "waiting", link: { pin } });
    expect(record(small, verdict("produced"))).toBe("finished");
    expect(enqueueRerun(small.db, { handInId: taken.handIn.id, now: noon }).kind).toBe("rerun");
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
  const comparedWith = selectHandIn(small.db, taken.job.subjectId).finalEntryId;
  return recordRerun(small.db, taken.lease, { verdict: result, comparedWith, now: noon });
}

function scoredEntry(small: OpenCourse, teamId: string, userId: string, value = 0.5): string {
  const taken = submitEntry(small.db, { teamId, uploadedBy: userId, file: predictions, description: "", now: noon });
  const leased = leaseNextJob(small.db, { ...worker, now: noon });
  if (!taken.ok || !leased) throw new Error("not taken");
  recordScore(small.db, leased.lease, { publicScore: score(value), privateScore: score(value), now: noon });
  return taken.entry.id;
}
