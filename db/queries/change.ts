import { type Change, type ChangeTopic, change as changeRow } from "@gradmark/contract";
import { and, asc, eq, gt, isNull, lt, max, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { change } from "../schema/change.ts";

/** Notes that something changed; call it inside the transaction that changes it. */
export function insertChange(
  db: Database,
  values: {
    courseId: string;
    teamId: string | null;
    /** For one person alone. */
    userId?: string | null;
    topic: ChangeTopic;
    subjectId: string;
    at: Date;
  },
): void {
  db.orm.insert(change).values(values).run();
}

/**
 * What changed after the note `after`, oldest first. With a team: its own changes and those that concern everybody;
 * with `null` for a team only the latter. What is for one person alone is seen with that `userId` only.
 * One look at an index: cheap enough to ask four times a second.
 */
export function selectChangesSince(
  db: Database,
  {
    after,
    courseId,
    teamId,
    userId,
    limit = 500,
  }: { after: number; courseId?: string; teamId?: string | null; userId?: string; limit?: number },
): Change[] {
  const rows = db.orm
    .select()
    .from(change)
    .where(
      and(
        gt(change.id, after),
        or(isNull(change.userId), userId === undefined ? undefined : eq(change.userId, userId)),
        courseId === undefined ? undefined : eq(change.courseId, courseId),
        teamId === undefined
          ? undefined
          : or(isNull(change.teamId), teamId === null ? undefined : eq(change.teamId, teamId)),
      ),
    )
    .orderBy(asc(change.id))
    .limit(limit)
    .all();
  return rows.map((row) => changeRow.parse(row));
}

/** The number of the newest note, 0 when there is none: where a page that opens now starts to listen. */
export function selectLatestChangeId(db: Database): number {
  return (
    db.orm
      .select({ id: max(change.id) })
      .from(change)
      .get()?.id ?? 0
  );
}

/** The newest note of a topic in a course, 0 when there is none: as long as it is the same, nothing of it changed. */
export function selectLatestChangeOf(
  db: Database,
  { courseId, topic }: { courseId: string; topic: ChangeTopic },
): number {
  return (
    db.orm
      .select({ id: max(change.id) })
      .from(change)
      .where(and(eq(change.courseId, courseId), eq(change.topic, topic)))
      .get()?.id ?? 0
  );
}

/** Forgets notes that no open page can still wait for. Numbers are never used again. */
export function deleteChangesBefore(db: Database, at: Date): void {
  db.orm.delete(change).where(lt(change.at, at)).run();
}
