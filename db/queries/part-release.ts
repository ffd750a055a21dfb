import { type PartRelease, partRelease as releaseRow } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { partRelease } from "../schema/part-release.ts";
import { insertChange } from "./change.ts";

export function selectPartReleases(db: Database, courseId: string): PartRelease[] {
  const rows = db.orm
    .select()
    .from(partRelease)
    .where(eq(partRelease.courseId, courseId))
    .orderBy(asc(partRelease.part))
    .all();
  return rows.map((row) => releaseRow.parse(row));
}

/** Shows the marks of a part to the teams, or sets another end of its window for regrade requests. */
export function upsertPartRelease(db: Database, release: PartRelease): void {
  const { courseId, part, releasedBy, releasedAt, regradeUntil } = release;
  db.orm
    .insert(partRelease)
    .values(release)
    .onConflictDoUpdate({
      target: [partRelease.courseId, partRelease.part],
      set: { releasedBy, releasedAt, regradeUntil },
    })
    .run();
  insertChange(db, { courseId, teamId: null, topic: "grade", subjectId: part, at: releasedAt });
}

export function deletePartRelease(
  db: Database,
  { courseId, part, now }: { courseId: string; part: string; now: Date },
): void {
  db.orm
    .delete(partRelease)
    .where(and(eq(partRelease.courseId, courseId), eq(partRelease.part, part)))
    .run();
  insertChange(db, { courseId, teamId: null, topic: "grade", subjectId: part, at: now });
}
