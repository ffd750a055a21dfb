import type { Course, Job, Precheck } from "@gradmark/contract";
import { courseDay } from "../course-day.ts";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { selectOptionalDraftLink } from "../queries/draft-link.ts";
import { selectFinalEntries } from "../queries/final-entry.ts";
import { countPrechecks, insertPrecheckRow, selectOptionalLatestPrecheck } from "../queries/precheck.ts";
import { selectTeam } from "../queries/team.ts";
import { filesOfCheckList } from "../queries/upload.ts";
import { enqueueJob } from "../queue/enqueue.ts";
import { type CourseRefusal, courseRefusal } from "./open-course.ts";

export type PrecheckRefusal = CourseRefusal | "nothing-to-check" | "precheck-running" | "no-prechecks-left";

/** A team's pre-checks of the present day; `nextAt` is the start of the next one in the course's time zone. */
export interface PrecheckTries {
  allowed: number;
  left: number;
  nextAt: Date;
}

const usuallyPerDay = 5;
/** The plain run's own limit comes on top, and the link's three tries of five minutes. */
const spareMs = 1_500_000;

export function selectPrecheckTries(
  db: Database,
  { course, teamId, now }: { course: Course; teamId: string; now: Date },
): PrecheckTries {
  const { start: from, end: to } = courseDay(now, course.timeZone);
  const allowed = course.kit.handIn.prechecksPerDay ?? usuallyPerDay;
  return { allowed, left: Math.max(0, allowed - countPrechecks(db, { teamId, from, to })), nextAt: to };
}

/**
 * Has what stands on a team's check-list run as the grader would, without handing anything in: one at a time, so many
 * a day. Asked for twice at once, one of the two is refused.
 */
export function askPrecheck(
  db: Database,
  { teamId, askedBy, now }: { teamId: string; askedBy: string; now: Date },
): { ok: true; precheck: Precheck; job: Job } | { ok: false; refusal: PrecheckRefusal; tries: PrecheckTries } {
  return inTransaction(db, () => {
    const course = selectCourse(db, selectTeam(db, teamId).courseId);
    const files = filesOfCheckList(db, teamId);
    const url = selectOptionalDraftLink(db, teamId)?.url;
    const tries = selectPrecheckTries(db, { course, teamId, now });
    const state = selectOptionalLatestPrecheck(db, teamId)?.state;
    const refusal =
      courseRefusal(course, now) ??
      (files.script || files.report ? null : "nothing-to-check") ??
      (state === "waiting" || state === "running" ? "precheck-running" : null) ??
      (tries.left < 1 ? "no-prechecks-left" : null);
    if (refusal) return { ok: false, refusal, tries };
    const place = { courseId: course.id, teamId };
    const link = url === undefined ? null : { url, pin: null, problem: null };
    const finalEntryId = selectFinalEntries(db, teamId).entries[0]?.id ?? null;
    const precheck = insertPrecheckRow(db, { ...place, askedBy, ...files, link, finalEntryId }, now);
    const deadlineMs = course.kit.handIn.limits.wallMs + spareMs;
    const job = enqueueJob(db, { ...place, kind: "precheck", subjectId: precheck.id, deadlineMs }, now);
    return { ok: true, precheck, job };
  });
}
