import { describe, expect, it } from "vitest";
import { later, noon, type OpenCourse, openCourse, predictions, score } from "../fixtures/open-course.ts";
import {
  cancelJobs,
  enqueueJob,
  faultJob,
  finishCancelledJob,
  finishJob,
  heartbeatJob,
  insertBenchmark,
  leaseNextJob,
  releaseJob,
  requeueExpiredJobs,
  selectEntry,
  selectJob,
  selectQueuePlace,
  selectTries,
  submitEntry,
} from "../index.ts";

const worker = { workerId: "w", kinds: ["score-entry" as const], leaseMs: 10_000 };

describe("the order of the queue", () => {
  it("lets teams take turns: nobody's second job comes before everybody's first", () => {
    using small = openCourse();
    const [a, b, c] = ["A", "B", "C"].map((name) => small.addTeam(name).team.id);
    for (const [k, teamId] of [a, a, a, b, b, c].entries()) enqueue(small, teamId, k);
    expect(takeAll(small)).toEqual(["A0", "B3", "C5", "A1", "B4", "A2"]);
  });

  it("begins with the team that was served longest ago", () => {
    using small = openCourse();
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team.id);
    enqueue(small, a, 0);
    takeAll(small);
    enqueue(small, a, 1);
    enqueue(small, b, 2);
    expect(takeAll(small)).toEqual(["B2", "A1"]);
  });

  it("takes no second job of a team while another team waits, even when the first still runs", () => {
    using small = openCourse();
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team.id);
    enqueue(small, a, 0);
    leaseNextJob(small.db, { ...worker, now: noon });
    enqueue(small, a, 1);
    enqueue(small, b, 2);
    expect(leaseNextJob(small.db, { ...worker, now: later(9) })?.job.subjectId).toBe(subject(small, "B2"));
  });

  it("puts a higher priority before everything", () => {
    using small = openCourse();
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team.id);
    enqueue(small, a, 0);
    enqueue(small, b, 1, 5);
    expect(takeAll(small)).toEqual(["B1", "A0"]);
  });

  it("tells a job its place, and takes the jobs in the order of their places", () => {
    using small = openCourse();
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team.id);
    const jobs = [a, a, b].map((teamId, k) => enqueue(small, teamId, k));
    expect(jobs.map((job) => selectQueuePlace(small.db, job.id)?.place)).toEqual([1, 3, 2]);
    leaseNextJob(small.db, { ...worker, now: noon });
    expect(jobs.map((job) => selectQueuePlace(small.db, job.id))).toEqual([
      null,
      { place: 2, waiting: 2 },
      { place: 1, waiting: 2 },
    ]);
  });

  it("gives a worker only the kinds that it asks for", () => {
    using small = openCourse();
    enqueueJob(
      small.db,
      { kind: "train-benchmark", courseId: small.course.id, teamId: null, subjectId: "c", deadlineMs: 1 },
      noon,
    );
    expect(leaseNextJob(small.db, { ...worker, now: noon })).toBeUndefined();
    expect(leaseNextJob(small.db, { ...worker, kinds: ["train-benchmark"], now: noon })).toBeDefined();
  });
});

describe("a lease", () => {
  it("is lost when it expires, and the late worker can write nothing", () => {
    using small = openCourse();
    const job = upload(small, "A");
    const first = lease(small, noon);
    expect(requeueExpiredJobs(small.db, later(9_999))).toEqual({ requeued: 0, faulted: 0, cancelled: 0 });
    expect(requeueExpiredJobs(small.db, later(10_000))).toEqual({ requeued: 1, faulted: 0, cancelled: 0 });
    expect(selectEntry(small.db, job.subjectId).state).toBe("waiting");
    const second = lease(small, later(10_001));
    expect(heartbeatJob(small.db, first, { now: later(10_002), leaseMs: 10_000 })).toBe("lost");
    expect(finishJob(small.db, first, { state: "done", now: later(10_002) })).toBe("lost");
    expect(faultJob(small.db, first, { message: "late", now: later(10_002) })).toBe("lost");
    expect(finishJob(small.db, second, { state: "done", now: later(10_003) })).toBe("finished");
  });

  it("lives on by heartbeats, which carry the progress, but not beyond the deadline of the attempt", () => {
    using small = openCourse();
    const job = upload(small, "A");
    const held = lease(small, noon);
    for (let at = 5_000; at < job.deadlineMs; at += 5_000) {
      const beat = { now: later(at), leaseMs: 10_000, progress: { step: "scoring", done: at, total: job.deadlineMs } };
      expect(heartbeatJob(small.db, held, beat)).toBe("held");
      expect(requeueExpiredJobs(small.db, later(at)).requeued).toBe(0);
    }
    expect(selectJob(small.db, job.id).progress).toMatchObject({ step: "scoring" });
    expect(requeueExpiredJobs(small.db, later(job.deadlineMs)).requeued).toBe(1);
  });

  it("that is given back does not count as an attempt", () => {
    using small = openCourse();
    const job = upload(small, "A");
    for (let k = 0; k < 5; k++) expect(releaseJob(small.db, lease(small, noon), noon)).toBe("released");
    expect(selectJob(small.db, job.id)).toMatchObject({ state: "waiting", attempts: 0 });
  });

  it("after a fault is not taken again before its time", () => {
    using small = openCourse();
    upload(small, "A");
    const held = lease(small, noon);
    expect(faultJob(small.db, held, { message: "No sandbox.", now: noon, retryAt: later(60_000) })).toBe("requeued");
    expect(leaseNextJob(small.db, { ...worker, now: later(59_999) })).toBeUndefined();
    expect(leaseNextJob(small.db, { ...worker, now: later(60_000) })).toBeDefined();
  });
});

describe("cancelling", () => {
  it("ends a waiting job at once and gives the try back", () => {
    using small = openCourse();
    const job = upload(small, "A");
    cancelJobs(small.db, { subjectId: job.subjectId, now: noon });
    expect(selectEntry(small.db, job.subjectId).state).toBe("cancelled");
    expect(selectTries(small.db, { course: small.course, teamId: job.teamId ?? "", now: noon }).used).toBe(0);
  });

  it("asks a running job to stop; a worker that died meanwhile counts as stopped", () => {
    using small = openCourse();
    const told = upload(small, "A");
    const heard = lease(small, noon);
    cancelJobs(small.db, { subjectId: told.subjectId, now: noon });
    expect(heartbeatJob(small.db, heard, { now: noon, leaseMs: 10_000 })).toBe("cancel");
    expect(finishCancelledJob(small.db, heard, noon)).toBe("finished");
    const dead = upload(small, "B");
    lease(small, noon);
    cancelJobs(small.db, { subjectId: dead.subjectId, now: noon });
    expect(requeueExpiredJobs(small.db, later(10_000))).toEqual({ requeued: 0, faulted: 0, cancelled: 1 });
    expect(selectEntry(small.db, dead.subjectId).state).toBe("cancelled");
  });
});

describe("enqueueJob", () => {
  it("refuses a second unfinished job for the same subject", () => {
    using small = openCourse();
    const job = upload(small, "A");
    const again = {
      kind: job.kind,
      courseId: job.courseId,
      teamId: job.teamId,
      subjectId: job.subjectId,
      deadlineMs: 1,
    };
    expect(() => enqueueJob(small.db, again, noon)).toThrow(/UNIQUE/);
    finishJob(small.db, lease(small, noon), { state: "done", now: noon });
    expect(() => enqueueJob(small.db, again, noon)).not.toThrow();
  });
});

function upload(small: OpenCourse, name: string) {
  const { team, userId } = small.addTeam(name);
  const request = { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now: noon };
  const taken = submitEntry(small.db, request);
  if (!taken.ok) throw new Error(taken.refusal);
  return taken.job;
}

function lease(small: OpenCourse, now: Date) {
  const taken = leaseNextJob(small.db, { ...worker, now });
  if (!taken) throw new Error("nothing to do");
  return taken.lease;
}

/** A job `k` milliseconds after noon, on an entry that is described by its team's name and `k`. */
function enqueue(small: OpenCourse, teamId: string | undefined, k: number, priority = 0) {
  if (teamId === undefined) throw new Error("no team");
  const { id } = insertBenchmark(small.db, {
    courseId: small.course.id,
    file: predictions,
    description: `${name(small, teamId)}${k}`,
    source: { engine: "-", device: "-", model: "-", seed: 1, sha256: "-" },
    publicScore: score(1),
    privateScore: score(1),
    now: noon,
  });
  const place = { courseId: small.course.id, teamId, subjectId: id };
  return enqueueJob(small.db, { ...place, kind: "score-entry", priority, deadlineMs: 1000 }, later(k));
}

function name(small: OpenCourse, teamId: string): string {
  return String(small.db.client.prepare("select name from team where id = ?").pluck().get(teamId));
}

function subject(small: OpenCourse, description: string): string {
  return String(small.db.client.prepare("select id from entry where description = ?").pluck().get(description));
}

/** One worker, one job after the other, a second each. */
function takeAll(small: OpenCourse): string[] {
  const taken: string[] = [];
  for (let now = later(1000); ; now = later(1000, now)) {
    const next = leaseNextJob(small.db, { ...worker, now });
    if (!next) return taken;
    taken.push(selectEntry(small.db, next.job.subjectId).description);
    finishJob(small.db, next.lease, { state: "done", now });
  }
}
