import type { AuditItem, HandIn } from "@gradmark/contract";
import { and, eq, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { selectHandIn, updateHandInLinkCheck } from "../queries/hand-in.ts";
import { selectUnfinishedJobs } from "../queries/job.ts";
import { enqueueJob } from "../queue/enqueue.ts";
import { finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";
import { course } from "../schema/course.ts";
import { handIn } from "../schema/hand-in.ts";

/** Once looked at from far away, three tries of five minutes and the pauses between them. */
const fetchMs = 1_200_000;

/**
 * Has every pinned link looked at once more when its course's deadline has passed, and again when the deadline was
 * moved and has passed again. Any process may call it, as often as it likes; gives the hand-ins concerned.
 */
export function enqueueDueLinkChecks(db: Database, now: Date): HandIn[] {
  return inTransaction(db, () => {
    const checkedAt = sql`json_extract(${handIn.linkCheck}, '$.at')`;
    const deadline = sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${course.deadline} / 1000.0, 'unixepoch')`;
    const due = db.orm
      .select({ id: handIn.id })
      .from(handIn)
      .innerJoin(course, eq(course.id, handIn.courseId))
      .where(
        and(
          isNotNull(handIn.link),
          isNull(handIn.replacedBy),
          sql`json_extract(${handIn.link}, '$.pin') is not null`,
          lte(course.deadline, now),
          or(isNull(handIn.linkCheck), sql`${checkedAt} < ${deadline}`),
        ),
      )
      .all()
      .map(({ id }) => selectHandIn(db, id))
      .filter(({ id }) => selectUnfinishedJobs(db, id).length === 0);
    for (const { id: subjectId, courseId, teamId } of due)
      enqueueJob(db, { kind: "check-link", courseId, teamId, subjectId, deadlineMs: fetchMs, priority: -1 }, now);
    return due;
  });
}

/** Ends the job that looked at a link after the deadline. */
export function recordLinkCheck(
  db: Database,
  lease: Lease,
  { item, now }: { item: AuditItem; now: Date },
): "finished" | "lost" {
  return finishJob(db, lease, { state: "done", now }, ({ subjectId: handInId }) =>
    updateHandInLinkCheck(db, { handInId, linkCheck: { at: now.toISOString(), item } }),
  );
}
