import type { JobReason, RerunVerdict } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { tellChecked } from "../notices/job-news.ts";
import { selectHandIn, updateHandInState } from "../queries/hand-in.ts";
import { faultJob, finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";
import { enqueueRerun } from "./enqueue-rerun.ts";

/**
 * Ends the job of a hand-in with its verdict, unless the lease was lost. A `faulted` verdict is our side: the job is
 * queued again, and the verdict kept only when it was the last attempt. A verdict always belongs to the entry that
 * counts: when another one has come to count since the run began (`comparedWith`), the hand-in is checked once more.
 */
export function recordRerun(
  db: Database,
  lease: Lease,
  { verdict, comparedWith, now, retryAt = now }: RecordedRerun,
): "finished" | "requeued" | "faulted" | "cancelled" | "lost" {
  const message = verdict.reasons[0]?.message ?? verdict.outcome;
  if (verdict.outcome === "faulted") return faultJob(db, lease, { message, now, retryAt });
  const state = verdict.outcome === "rejected" ? "failed" : "done";
  const limit = verdict.reasons.some((reason) => reason.code.startsWith("limit-"));
  const reason: JobReason | null = state === "failed" ? { class: limit ? "limit" : "team", message } : null;
  return finishJob(db, lease, { state, reason, now }, (job) => {
    const { subjectId: handInId } = job;
    updateHandInState(db, { handInId, state, verdict, now });
    const { finalEntryId, replacedBy } = selectHandIn(db, handInId);
    if (finalEntryId !== comparedWith && replacedBy === null) enqueueRerun(db, { handInId, now });
    else tellChecked(db, job, { outcome: verdict.outcome, now });
  });
}

export interface RecordedRerun {
  verdict: RerunVerdict;
  /** The hand-in's `finalEntryId` when the run began. */
  comparedWith: string | null;
  now: Date;
  retryAt?: Date;
}
