import { type Database, inTransaction } from "../database.ts";
import { tellReleased } from "../notices/result-news.ts";
import { selectCourse } from "../queries/course.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { deletePartRelease, selectPartReleases, upsertPartRelease } from "../queries/part-release.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

/** Shows the marks of a part to the teams, with an end of the time in which they may ask for another look. */
export function releasePart(
  db: Database,
  request: { courseId: string; part: string; regradeUntil: Date | null; actor: string; now: Date },
): void {
  const { courseId, part, regradeUntil, actor, now } = request;
  inTransaction(db, () => {
    const before = selectPartReleases(db, courseId).find((one) => one.part === part) ?? null;
    const after = { courseId, part, releasedBy: actor, releasedAt: before?.releasedAt ?? now, regradeUntil };
    upsertPartRelease(db, after);
    const title = selectCourse(db, courseId).kit.parts.find(({ id }) => id === part)?.title ?? part;
    const cause = `released:${courseId}:${part}:${now.getTime()}`;
    if (before === null) tellReleased(db, { courseId, part: title, cause, now });
    note(db, {
      courseId,
      part,
      actor,
      now,
      action: "part-released",
      before,
      after,
      why: `${part}: shown to the teams.`,
    });
  });
}

/** Hides the marks of a part again. */
export function withdrawPart(
  db: Database,
  { courseId, part, actor, now }: { courseId: string; part: string; actor: string; now: Date },
): void {
  inTransaction(db, () => {
    const before = selectPartReleases(db, courseId).find((one) => one.part === part) ?? null;
    if (before === null) return;
    deletePartRelease(db, { courseId, part, now });
    const why = `${part}: hidden from the teams again.`;
    note(db, { courseId, part, actor, now, action: "part-withdrawn", before, after: null, why });
  });
}

function note(
  db: Database,
  line: {
    courseId: string;
    part: string;
    actor: string;
    now: Date;
    action: "part-released" | "part-withdrawn";
    before: unknown;
    after: unknown;
    why: string;
  },
): void {
  const { courseId, part, actor, now, action, before, after, why } = line;
  insertLedgerLine(db, {
    courseId,
    teamId: null,
    kind: "grade-changed",
    subjectId: part,
    amount: 0,
    why,
    actor,
    at: now,
  });
  insertStaffAction(db, { courseId, actor, action, subjectId: part, before, after, at: now });
}
