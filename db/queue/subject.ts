import type { Job, WorkState } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { updateEntryState } from "../queries/entry.ts";
import { updateHandInState } from "../queries/hand-in.ts";
import { insertLedgerLine, selectTriesUsedBy } from "../queries/ledger.ts";
import { updatePrecheckState } from "../queries/precheck.ts";

/** Shows a job's state at the entry, hand-in or pre-check that it works on. */
export function updateSubjectState(db: Database, job: Job, state: WorkState, now: Date): void {
  if (job.kind === "score-entry") updateEntryState(db, { entryId: job.subjectId, state, now });
  if (job.kind === "rerun" || job.kind === "fetch-model")
    updateHandInState(db, { handInId: job.subjectId, state, now });
  if (job.kind === "precheck") updatePrecheckState(db, { precheckId: job.subjectId, state, now });
}

/** A try counts only when it brought a score: an entry that ends without one gives it back. */
export function returnTry(db: Database, job: Job, why: string, now: Date): void {
  if (job.kind !== "score-entry" || job.teamId === null || selectTriesUsedBy(db, job.subjectId) < 1) return;
  insertLedgerLine(db, {
    courseId: job.courseId,
    teamId: job.teamId,
    kind: "try-returned",
    subjectId: job.subjectId,
    amount: 1,
    why,
    actor: "system",
    at: now,
  });
}
