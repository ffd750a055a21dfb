import type { Job, JobReason, WorkState } from "@gradmark/contract";
import { and, eq, lte, or, sql } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { tellChecked, tellEntryFailed } from "../notices/job-news.ts";
import { selectJob, selectUnfinishedJobs, updateJob } from "../queries/job.ts";
import { job as jobTable } from "../schema/job.ts";
import { heldJob, type Lease } from "./lease.ts";
import { returnTry, updateSubjectState } from "./subject.ts";

/** A job that our side could not do three times is left to a person. */
export const maxAttempts = 3;

/**
 * Ends a job, if the lease is still valid, and in the same transaction whatever `record` writes. `failed` is the team's
 * file or a limit; for our own failure there is `faultJob`.
 */
export function finishJob(
  db: Database,
  lease: Lease,
  { state, reason = null, now }: { state: "done" | "failed"; reason?: JobReason | null; now: Date },
  record: (job: Job) => void = () => {},
): "finished" | "lost" {
  return inTransaction(db, () => {
    const job = heldJob(db, lease);
    if (!job) return "lost";
    endJob(db, job, { state, reason, now });
    if (state === "failed") {
      const why = reason?.message ?? "The file could not be scored.";
      returnTry(db, job, why, now);
      tellEntryFailed(db, job, { ours: false, why, now });
    }
    record(job);
    return "finished";
  });
}

/** Our side failed: the job waits again (not before `retryAt`), or after the third time is `faulted`. */
export function faultJob(
  db: Database,
  lease: Lease,
  { message, now, retryAt = now }: { message: string; now: Date; retryAt?: Date },
): Setback | "lost" {
  return inTransaction(db, () => {
    const job = heldJob(db, lease);
    return job ? setBack(db, job, { message, now, retryAt }) : "lost";
  });
}

/** A worker that stops in good order gives its job back: this attempt does not count. */
export function releaseJob(db: Database, lease: Lease, now: Date): "released" | "lost" {
  return inTransaction(db, () => {
    const job = heldJob(db, lease);
    if (!job) return "lost";
    if (job.cancelAsked) endCancelled(db, job, now);
    else requeue(db, job, { attempts: job.attempts - 1, retryAt: now, reason: null, now });
    return "released";
  });
}

/**
 * Takes jobs away from workers that no longer answer or are past the deadline of the attempt. Call it every few
 * seconds; any process may.
 */
export function requeueExpiredJobs(db: Database, now: Date): Record<Setback, number> {
  return inTransaction(db, () => {
    const done = { requeued: 0, faulted: 0, cancelled: 0 };
    const overdue = lte(sql`${jobTable.startedAt} + ${jobTable.deadlineMs}`, now.getTime());
    const expired = db.orm
      .select({ id: jobTable.id })
      .from(jobTable)
      .where(and(eq(jobTable.state, "running"), or(lte(jobTable.leaseUntil, now), overdue)))
      .all();
    for (const { id } of expired) {
      const job = selectJob(db, id);
      const message = "The worker stopped before it was done. This is our fault; it runs again by itself.";
      done[setBack(db, job, { message, now, retryAt: now })]++;
    }
    return done;
  });
}

/** Cancels what waits at once; what runs is asked to stop, and its worker hears of it at its next heartbeat. */
export function cancelJobs(db: Database, { subjectId, now }: { subjectId: string; now: Date }): void {
  inTransaction(db, () => {
    for (const job of selectUnfinishedJobs(db, subjectId)) {
      if (job.state === "waiting") endCancelled(db, job, now);
      else updateJob(db, job.id, { cancelAsked: true }, now);
    }
  });
}

/** The worker's answer to a heartbeat that said `cancel`. */
export function finishCancelledJob(db: Database, lease: Lease, now: Date): "finished" | "lost" {
  return inTransaction(db, () => {
    const job = heldJob(db, lease);
    if (!job) return "lost";
    endCancelled(db, job, now);
    return "finished";
  });
}

/** What becomes of a job whose attempt failed on our side. */
type Setback = "requeued" | "faulted" | "cancelled";

function setBack(
  db: Database,
  job: Job,
  { message, now, retryAt }: { message: string; now: Date; retryAt: Date },
): Setback {
  if (job.cancelAsked) {
    endCancelled(db, job, now);
    return "cancelled";
  }
  const reason = { class: "host" as const, message };
  if (job.attempts < maxAttempts) {
    requeue(db, job, { attempts: job.attempts, retryAt, reason, now });
    return "requeued";
  }
  endJob(db, job, { state: "faulted", reason, now });
  returnTry(db, job, message, now);
  tellEntryFailed(db, job, { ours: true, why: message, now });
  tellChecked(db, job, { outcome: "faulted", now });
  return "faulted";
}

function requeue(
  db: Database,
  job: Job,
  { attempts, retryAt, reason, now }: { attempts: number; retryAt: Date; reason: JobReason | null; now: Date },
): void {
  const waiting = { state: "waiting" as const, workerId: null, leaseUntil: null, progress: null };
  updateJob(db, job.id, { ...waiting, attempts, notBefore: retryAt, reason }, now);
  updateSubjectState(db, job, "waiting", now);
}

function endCancelled(db: Database, job: Job, now: Date): void {
  endJob(db, job, { state: "cancelled", reason: null, now });
  returnTry(db, job, "The entry was cancelled before it was scored.", now);
}

function endJob(
  db: Database,
  job: Job,
  { state, reason, now }: { state: WorkState; reason: JobReason | null; now: Date },
): void {
  updateJob(db, job.id, { state, reason, workerId: null, leaseUntil: null, finishedAt: now }, now);
  updateSubjectState(db, job, state, now);
}
