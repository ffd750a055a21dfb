import type { Job, JobKind, JobProgress } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectJob, updateJob } from "../queries/job.ts";
import { selectQueueOrder } from "./order.ts";
import { updateSubjectState } from "./subject.ts";

/** The right to work on a job: void as soon as the job was given to somebody else, or ended. */
export interface Lease {
  jobId: string;
  workerId: string;
  attempt: number;
}

/** Takes the next job for a worker, or nothing when none is ready. Two workers never get the same one. */
export function leaseNextJob(
  db: Database,
  request: { workerId: string; kinds: JobKind[]; now: Date; leaseMs: number },
): { job: Job; lease: Lease } | undefined {
  const { workerId, kinds, now, leaseMs } = request;
  return inTransaction(db, () => {
    const [id] = selectQueueOrder(db, { kinds, now });
    if (id === undefined) return undefined;
    const attempt = selectJob(db, id).attempts + 1;
    const taken = {
      state: "running" as const,
      attempts: attempt,
      workerId,
      leaseUntil: new Date(now.getTime() + leaseMs),
      startedAt: now,
      progress: null,
      reason: null,
    };
    const job = updateJob(db, id, taken, now);
    updateSubjectState(db, job, "running", now);
    return { job, lease: { jobId: id, workerId, attempt } };
  });
}

/**
 * Says that a worker is alive, and how far it is. `lost`: stop, somebody else has the job or it is over; `cancel`: stop
 * and call `finishCancelledJob`.
 */
export function heartbeatJob(
  db: Database,
  lease: Lease,
  { now, leaseMs, progress }: { now: Date; leaseMs: number; progress?: JobProgress },
): "held" | "lost" | "cancel" {
  return inTransaction(db, () => {
    const job = heldJob(db, lease);
    if (!job) return "lost";
    const leaseUntil = new Date(now.getTime() + leaseMs);
    updateJob(db, job.id, { leaseUntil, ...(progress && { progress }) }, now);
    return job.cancelAsked ? "cancel" : "held";
  });
}

/** The job, while this lease is the valid one. */
export function heldJob(db: Database, { jobId, workerId, attempt }: Lease): Job | undefined {
  const job = selectJob(db, jobId);
  return job.state === "running" && job.workerId === workerId && job.attempts === attempt ? job : undefined;
}
