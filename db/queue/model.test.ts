import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { later, noon, type OpenCourse, openCourse, predictions, score } from "../fixtures/open-course.ts";
import {
  cancelJobs,
  faultJob,
  finishCancelledJob,
  heartbeatJob,
  type Lease,
  leaseNextJob,
  recordScore,
  releaseJob,
  requeueExpiredJobs,
  selectEntriesOfTeam,
  selectJob,
  selectLedger,
  submitEntry,
} from "../index.ts";

const leaseMs = 10_000;

/** What may happen to the queue; `which` picks a lease that some worker believes to hold, valid or not. */
const lease = { which: fc.nat(20) };
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant("upload" as const), team: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("take" as const), worker: fc.nat(2) }) },
  // Often enough that some job fails three times.
  { weight: 3, arbitrary: fc.record({ what: fc.constant("fault" as const), ...lease }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom("beat" as const, "score" as const, "release" as const), ...lease }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("cancel" as const), ...lease }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("wait" as const), ms: fc.nat(15_000) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** One worker gives a job back and takes it again; what it ends is its earlier lease. Found by chance once. */
const takenAgain: Happening[] = [
  { what: "upload", team: 0 },
  { what: "take", worker: 0 },
  { what: "release", which: 0 },
  { what: "take", worker: 0 },
  { what: "score", which: 1 },
];

describe("the queue, whatever happens in whatever order", () => {
  it("ends every job exactly once, and a try counts exactly when its entry was scored or still may be", () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 20, maxLength: 80 }), (happenings) => {
        using small = openCourse();
        const world = new World(small);
        for (const one of happenings) world.apply(one);
        world.checkTries();
        world.drain();
        world.checkTries();
        world.checkEnds();
      }),
      { numRuns: 60, examples: [[takenAgain]] },
    );
  }, 60_000);
});

class World {
  private now = noon;
  private readonly teams;
  private readonly jobs: string[] = [];
  private readonly leases: Lease[] = [];
  /** How often a worker was told that it ended the job. */
  private readonly ends = new Map<string, number>();
  private readonly small: OpenCourse;

  constructor(small: OpenCourse) {
    this.small = small;
    this.teams = ["A", "B", "C"].map((name) => small.addTeam(name));
  }

  apply(one: Happening): void {
    if (one.what === "upload") this.upload(one.team);
    else if (one.what === "take") this.take(`worker-${one.worker}`);
    else if (one.what === "wait") this.wait(one.ms);
    else if (one.what === "cancel") this.cancel(one.which);
    else this.work(one.what, one.which);
  }

  drain(): void {
    for (let round = 0; round < 1000; round++) {
      this.wait(leaseMs);
      const before = this.leases.length;
      this.take("last");
      const lease = this.leases.at(-1);
      if (this.leases.length === before || !lease) return;
      this.finish(lease);
    }
    throw new Error("the queue does not get empty");
  }

  checkEnds(): void {
    for (const id of this.jobs) {
      const job = selectJob(this.small.db, id);
      expect(["done", "faulted", "cancelled"]).toContain(job.state);
      expect(this.ends.get(id) ?? 0).toBeLessThanOrEqual(1);
      if (job.state === "done") expect(this.ends.get(id)).toBe(1);
      expect(job.attempts).toBeLessThanOrEqual(3);
    }
  }

  checkTries(): void {
    const { db, course } = this.small;
    for (const { team } of this.teams) {
      const lines = selectLedger(db, { courseId: course.id, teamId: team.id });
      const used = lines.reduce(
        (sum, line) => sum + (line.kind === "try-used" ? 1 : line.kind === "try-returned" ? -1 : 0),
        0,
      );
      const counting = selectEntriesOfTeam(db, team.id).filter((entry) =>
        ["waiting", "running", "done"].includes(entry.state),
      );
      expect(used).toBe(counting.length);
    }
  }

  private cancel(which: number): void {
    const id = this.jobs[which % this.jobs.length];
    if (id) cancelJobs(this.small.db, { subjectId: selectJob(this.small.db, id).subjectId, now: this.now });
  }

  private work(what: "beat" | "score" | "fault" | "release", which: number): void {
    const { db } = this.small;
    // Mostly a recent lease, which may be valid; older ones must be refused.
    const lease = this.leases.at(-1 - (which % Math.min(4, this.leases.length)));
    if (!lease) return;
    if (what === "fault") faultJob(db, lease, { message: "Our fault.", now: this.now });
    if (what === "release") releaseJob(db, lease, this.now);
    if (what === "score") this.finish(lease);
    if (what === "beat" && heartbeatJob(db, lease, { now: this.now, leaseMs }) === "cancel")
      this.count(lease, finishCancelledJob(db, lease, this.now));
  }

  private upload(index: number): void {
    const member = this.teams[index];
    if (!member) return;
    const request = {
      teamId: member.team.id,
      uploadedBy: member.userId,
      file: predictions,
      description: "",
      now: this.now,
    };
    const taken = submitEntry(this.small.db, request);
    if (taken.ok) this.jobs.push(taken.job.id);
    else expect(taken).toMatchObject({ refusal: "no-tries-left", tries: { left: 0 } });
  }

  private take(workerId: string): void {
    const taken = leaseNextJob(this.small.db, { workerId, kinds: ["score-entry"], now: this.now, leaseMs });
    if (taken) this.leases.push(taken.lease);
  }

  private finish(lease: Lease): void {
    this.count(
      lease,
      recordScore(this.small.db, lease, { publicScore: score(0.5), privateScore: score(0.5), now: this.now }),
    );
  }

  private count(lease: Lease, result: "finished" | "lost"): void {
    if (result === "lost") return;
    this.ends.set(lease.jobId, (this.ends.get(lease.jobId) ?? 0) + 1);
    // By value: a job that a worker gave back and took again has the same lease twice, as the attempt did not count.
    expect(lease).toEqual(this.leases.findLast(({ jobId }) => jobId === lease.jobId));
  }

  private wait(ms: number): void {
    this.now = later(ms, this.now);
    requeueExpiredJobs(this.small.db, this.now);
  }
}
