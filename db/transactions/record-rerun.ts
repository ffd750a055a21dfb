import type { JobReason, RerunVerdict } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { updateHandInState } from "../queries/hand-in.ts";
import { faultJob, finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";

/**
 * Ends the job of a hand-in with its verdict, unless the lease was lost. A `faulted` verdict is our side: the job is
 * queued again, and the verdict kept only when it was the last attempt.
 */
export function recordRerun(
  db: Database,
  lease: Lease,
  { verdict, now, retryAt = now }: { verdict: RerunVerdict; now: Date; retryAt?: Date },
): "finished" | "requeued" | "faulted" | "cancelled" | "lost" {
  const message = verdict.reasons[0]?.message ?? verdict.outcome;
  if (verdict.outcome === "faulted") return faultJob(db, lease, { message, now, retryAt });
  const state = verdict.outcome === "rejected" ? "failed" : "done";
  const limit = verdict.reasons.some((reason) => reason.code.startsWith("limit-"));
  const reason: JobReason | null = state === "failed" ? { class: limit ? "limit" : "team", message } : null;
  return finishJob(db, lease, { state, reason, now }, (job) =>
    updateHandInState(db, { handInId: job.subjectId, state, verdict, now }),
  );
}
