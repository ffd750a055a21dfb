import type { JobProgress } from "@gradmark/contract";
import { heartbeatJob, type Lease } from "@gradmark/db";
import type { Desk } from "./desk.ts";

/** Why a worker puts a job down unfinished: it was cancelled, given to somebody else, or this worker stops. */
export type Interruption = "cancel" | "lost" | "stop";

/** Thrown out of a job's work by `held.signal`; `why` says what becomes of the job. */
export class JobInterrupted extends Error {
  readonly why: Interruption;
  constructor(why: Interruption) {
    super(`The job was put down: ${why}.`);
    this.name = "JobInterrupted";
    this.why = why;
  }
}

/** A job in hand. */
export interface HeldLease {
  /** Aborts with a `JobInterrupted`. */
  signal: AbortSignal;
  /** Shows at the job how far it is; cheap enough to call for every line of output. */
  report: (progress: JobProgress) => void;
  [Symbol.dispose](): void;
}

/** Keeps a lease alive by heartbeats until it is disposed of, and listens for what should end the work. */
export function holdLease(lease: Lease, desk: Desk, stop: AbortSignal): HeldLease {
  const { db, clock, log, pace } = desk;
  const interrupted = new AbortController();
  const interrupt = (why: Interruption): void => interrupted.abort(new JobInterrupted(why));
  let news: JobProgress | undefined;
  let lastBeat = performance.now();

  const beat = (): void => {
    const progress = news;
    news = undefined;
    lastBeat = performance.now();
    const answer = heartbeatJob(db, lease, { now: clock(), leaseMs: pace.leaseMs, ...(progress && { progress }) });
    if (answer !== "held") interrupt(answer);
  };

  const timer = setInterval(() => {
    if (news === undefined && performance.now() - lastBeat < pace.heartbeatMs) return;
    try {
      beat();
    } catch (error) {
      // The database was busy for too long. The lease is longer than a few beats; if it does run out, we hear of it.
      log.warn({ err: error, jobId: lease.jobId }, "heartbeat failed");
    }
  }, pace.reportMs);
  const onStop = (): void => interrupt("stop");
  if (stop.aborted) onStop();
  stop.addEventListener("abort", onStop);

  return {
    signal: interrupted.signal,
    report(progress) {
      news = progress;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      stop.removeEventListener("abort", onStop);
    },
  };
}
