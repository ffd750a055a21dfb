import type { Job, JobKind, Kit } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { selectHandIn, updateHandInState } from "../queries/hand-in.ts";
import { enqueueJob } from "../queue/enqueue.ts";

/**
 * Has a hand-in rerun, for the first time or again; a model that lies behind a link and is not pinned yet is fetched
 * first. Throws when it is waiting or running already.
 */
export function enqueueRerun(db: Database, { handInId, now }: { handInId: string; now: Date }): Job {
  return inTransaction(db, () => {
    const { link } = selectHandIn(db, handInId);
    const isUnpinned = link !== null && link.pin === null && link.problem?.passing !== false;
    return enqueueCheck(db, { handInId, kind: isUnpinned ? "fetch-model" : "rerun", now });
  });
}

/** One step of the check of a hand-in. */
export function enqueueCheck(
  db: Database,
  { handInId, kind, now }: { handInId: string; kind: JobKind; now: Date },
): Job {
  return inTransaction(db, () => {
    const { courseId, teamId } = selectHandIn(db, handInId);
    const { limits, audit } = selectCourse(db, courseId).kit.handIn;
    updateHandInState(db, { handInId, state: "waiting", now });
    const deadlineMs = kind === "rerun" ? limits.wallMs * runsOf(audit) + spareMs : fetchMs;
    return enqueueJob(db, { kind, courseId, teamId, subjectId: handInId, deadlineMs }, now);
  });
}

/** The plain run, and those of the audits: permuted rows, repeated runs, the shadow set. */
function runsOf(audit: Kit["handIn"]["audit"]): number {
  return 3 + (audit?.runs ?? 1);
}

/** Beside the runs themselves; a link to the model may be fetched again. */
const spareMs = 600_000;
/** Three tries of five minutes, and the pauses between them. */
const fetchMs = 1_200_000;
