import type { Job, JobKind } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { insertJobRow } from "../queries/job.ts";

export interface NewJob {
  kind: JobKind;
  courseId: string;
  teamId: string | null;
  /** The entry, the hand-in, or the course itself. */
  subjectId: string;
  priority?: number;
  /** How long one attempt may take. */
  deadlineMs: number;
}

/**
 * Adds a job. Call it in the transaction that makes its subject, so that neither exists without the other. Throws
 * when the subject has an unfinished job of this kind.
 */
export function enqueueJob(db: Database, { priority = 0, ...job }: NewJob, now: Date): Job {
  return inTransaction(db, () =>
    insertJobRow(
      db,
      { ...job, id: db.newId(), state: "waiting", priority, attempts: 0, notBefore: now, createdAt: now },
      now,
    ),
  );
}
