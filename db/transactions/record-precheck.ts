import type { PrecheckReport } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { updatePrecheckState } from "../queries/precheck.ts";
import { faultJob, finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";

/**
 * Ends a pre-check with what it found, unless the lease was lost. A `faulted` run is our side: the job is queued again,
 * and after the last attempt does not count.
 */
export function recordPrecheck(
  db: Database,
  lease: Lease,
  { report, now, retryAt = now }: { report: PrecheckReport; now: Date; retryAt?: Date },
): "finished" | "requeued" | "faulted" | "cancelled" | "lost" {
  const { verdict } = report;
  if (verdict?.outcome === "faulted")
    return faultJob(db, lease, { message: verdict.reasons[0]?.message ?? verdict.outcome, now, retryAt });
  return finishJob(db, lease, { state: "done", now }, ({ subjectId: precheckId }) =>
    updatePrecheckState(db, { precheckId, state: "done", result: report, now }),
  );
}
