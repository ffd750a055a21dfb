import { type Mark, type MarkContent, type MarkPurpose, mark as markRow } from "@gradmark/contract";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { handIn } from "../schema/hand-in.ts";
import { mark } from "../schema/mark.ts";
import { insertChange } from "./change.ts";

/** What names a mark: of a part the one that counts, or a grader's own of another purpose. */
export interface MarkPlace {
  handInId: string;
  part: string;
  purpose: MarkPurpose;
  graderId: string;
}

export function selectOptionalMark(db: Database, { handInId, part, purpose, graderId }: MarkPlace): Mark | undefined {
  const place = and(eq(mark.handInId, handInId), eq(mark.part, part), eq(mark.purpose, purpose));
  const row = db.orm
    .select()
    .from(mark)
    .where(and(place, purpose === "grade" ? undefined : eq(mark.graderId, graderId)))
    .get();
  return row && markRow.parse(row);
}

/** Every mark of a hand-in, in the order in which they were begun. */
export function selectMarksOfHandIn(db: Database, handInId: string): Mark[] {
  const rows = db.orm.select().from(mark).where(eq(mark.handInId, handInId)).orderBy(asc(mark.createdAt)).all();
  return rows.map((row) => markRow.parse(row));
}

/** Every mark on the hand-ins of a course that count. */
export function selectMarks(db: Database, courseId: string): Mark[] {
  const rows = db.orm
    .select({ mark })
    .from(mark)
    .innerJoin(handIn, and(eq(handIn.id, mark.handInId), isNull(handIn.replacedBy)))
    .where(eq(mark.courseId, courseId))
    .orderBy(asc(mark.createdAt))
    .all();
  return rows.map((row) => markRow.parse(row.mark));
}

/** The row alone; `saveMark` checks the version and tells the ledger. */
export function insertMarkRow(
  db: Database,
  values: MarkPlace & MarkContent & { courseId: string; teamId: string; state: Mark["state"]; doneAt: Date | null },
  now: Date,
): Mark {
  const row = db.orm
    .insert(mark)
    .values({ ...values, id: db.newId(), version: 1, createdAt: now, savedAt: now })
    .returning()
    .get();
  noteMark(db, row, now);
  return markRow.parse(row);
}

export function updateMarkRow(
  db: Database,
  id: string,
  values: MarkContent & { graderId: string; version: number; state: Mark["state"]; doneAt: Date | null },
  now: Date,
): Mark {
  const row = db.orm
    .update(mark)
    .set({ ...values, savedAt: now })
    .where(eq(mark.id, id))
    .returning()
    .get();
  if (!row) throw new Error(`There is no mark ${id}.`);
  noteMark(db, row, now);
  return markRow.parse(row);
}

/** Told to the staff's pages only: a team learns of a mark when its part is released. */
function noteMark(db: Database, { courseId, handInId }: { courseId: string; handInId: string }, now: Date): void {
  insertChange(db, { courseId, teamId: staffOnly, topic: "grade", subjectId: handInId, at: now });
}

/** No team has this id, so no team hears of it; the staff hears everything of its course. */
const staffOnly = "staff";
