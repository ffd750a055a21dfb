import type { Job, JobKind } from "@gradmark/contract";
import { faultJob, finishCancelledJob, type Lease, releaseJob } from "@gradmark/db";
import { checkLinkAgain } from "../jobs/check-link-again.ts";
import { fetchModel } from "../jobs/fetch-model.ts";
import { precheckHandIn } from "../jobs/precheck-hand-in.ts";
import { rerunHandIn } from "../jobs/rerun-hand-in.ts";
import { scoreEntry } from "../jobs/score-entry.ts";
import type { Desk } from "./desk.ts";
import { type HeldLease, holdLease, JobInterrupted } from "./hold-lease.ts";

/**
 * Does one kind of job, records its end with the lease, and says what the database made of it. Throws when our side
 * fails; a `JobInterrupted` when `held.signal` says so.
 */
export type WorkOn = (task: { job: Job; lease: Lease; held: HeldLease; desk: Desk }) => Promise<string>;

const works: Partial<Record<JobKind, WorkOn>> = {
  "score-entry": scoreEntry,
  "fetch-model": fetchModel,
  precheck: precheckHandIn,
  rerun: rerunHandIn,
  "check-link": checkLinkAgain,
};

/** What this worker can do. */
export const workKinds = Object.keys(works) as JobKind[];

/**
 * Works on a leased job until it is recorded: done, failed, cancelled, given back or faulted.
 * @throws when the database cannot record it; the lease then runs out, and the job goes to another worker
 */
export async function workOnJob({ job, lease }: { job: Job; lease: Lease }, desk: Desk, stop: AbortSignal) {
  const { log } = desk;
  const about = { jobId: job.id, kind: job.kind, subjectId: job.subjectId, attempt: job.attempts };
  const started = performance.now();
  log.info(about, "job taken");
  try {
    using held = holdLease(lease, desk, stop);
    const recorded = await work({ job, lease, held, desk });
    log.info({ ...about, recorded, ms: Math.round(performance.now() - started) }, "job recorded");
  } catch (error) {
    if (error instanceof JobInterrupted) putDown(lease, error, desk);
    else setBack(job, lease, desk);
    log[error instanceof JobInterrupted ? "info" : "error"]({ ...about, err: error }, "job not done");
  }
}

async function work(task: Parameters<WorkOn>[0]): Promise<string> {
  const { job, held } = task;
  const workOn = works[job.kind];
  if (!workOn) throw new Error(`No worker knows how to do ${job.kind}.`);
  try {
    return await workOn(task);
  } catch (error) {
    // What fails after an interruption fails because of it.
    held.signal.throwIfAborted();
    throw error;
  }
}

function putDown(lease: Lease, { why }: JobInterrupted, { db, clock }: Desk): void {
  if (why === "cancel") finishCancelledJob(db, lease, clock());
  if (why === "stop") releaseJob(db, lease, clock());
}

/** What people read of our own failure; the cause stands in the log, it may name files of this machine. */
function setBack(job: Job, lease: Lease, { db, clock, pace }: Desk): void {
  const now = clock();
  const retryAt = new Date(now.getTime() + pace.retryMs * job.attempts);
  const message = "Something on our side failed while this was being worked on. It is our fault, and no try was used.";
  faultJob(db, lease, { message, now, retryAt });
}
