import {
  type HandIn,
  handIn as handInRow,
  type LinkCheck,
  type ModelLink,
  type RerunVerdict,
  type WorkState,
} from "@gradmark/contract";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { handIn } from "../schema/hand-in.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";

/** The row alone, waiting; `submitHandIn` checks, replaces the older one and makes the job. */
export function insertHandInRow(
  db: Database,
  values: Pick<
    HandIn,
    "courseId" | "teamId" | "submittedBy" | "script" | "report" | "models" | "link" | "finalEntryId"
  >,
  now: Date,
): HandIn {
  const row = db.orm
    .insert(handIn)
    .values({ ...values, id: db.newId(), state: "waiting", submittedAt: now })
    .returning()
    .get();
  noteHandIn(db, row, now);
  return handInRow.parse(row);
}

export function selectHandIn(db: Database, id: string): HandIn {
  const found = selectOptionalHandIn(db, id);
  if (!found) throw new Error(`There is no hand-in ${id}.`);
  return found;
}

export function selectOptionalHandIn(db: Database, id: string): HandIn | undefined {
  const row = db.orm.select().from(handIn).where(eq(handIn.id, id)).get();
  return row && handInRow.parse(row);
}

/** A team's hand-ins, newest first; the first is the one that counts. */
export function selectHandInsOfTeam(db: Database, teamId: string): HandIn[] {
  const rows = db.orm
    .select()
    .from(handIn)
    .where(eq(handIn.teamId, teamId))
    .orderBy(desc(handIn.submittedAt), desc(arrival(handIn)))
    .all();
  return rows.map((row) => handInRow.parse(row));
}

/** The hand-in that counts of each team of a course. */
export function selectCurrentHandIns(db: Database, courseId: string): HandIn[] {
  const rows = db.orm
    .select()
    .from(handIn)
    .where(and(eq(handIn.courseId, courseId), isNull(handIn.replacedBy)))
    .orderBy(asc(handIn.submittedAt))
    .all();
  return rows.map((row) => handInRow.parse(row));
}

export function selectOptionalCurrentHandIn(db: Database, teamId: string): HandIn | undefined {
  const row = db.orm
    .select()
    .from(handIn)
    .where(and(eq(handIn.teamId, teamId), isNull(handIn.replacedBy)))
    .get();
  return row && handInRow.parse(row);
}

export function updateHandInReplaced(
  db: Database,
  { handInId, replacedBy }: { handInId: string; replacedBy: string },
): void {
  db.orm.update(handIn).set({ replacedBy }).where(eq(handIn.id, handInId)).run();
}

/** What became of the link to the model. */
export function updateHandInLink(db: Database, { handInId, link }: { handInId: string; link: ModelLink }): void {
  db.orm.update(handIn).set({ link }).where(eq(handIn.id, handInId)).run();
}

/** What the link gave when the deadline had passed. */
export function updateHandInLinkCheck(
  db: Database,
  { handInId, linkCheck }: { handInId: string; linkCheck: LinkCheck },
): void {
  db.orm.update(handIn).set({ linkCheck }).where(eq(handIn.id, handInId)).run();
}

/** The entry that a hand-in's rerun is compared with. */
export function updateHandInFinal(
  db: Database,
  { handInId, finalEntryId }: { handInId: string; finalEntryId: string },
): void {
  db.orm.update(handIn).set({ finalEntryId }).where(eq(handIn.id, handInId)).run();
}

/** Moves a hand-in on; with a verdict when it has been checked. */
export function updateHandInState(
  db: Database,
  { handInId, state, verdict, now }: { handInId: string; state: WorkState; verdict?: RerunVerdict; now: Date },
): void {
  const row = db.orm
    .update(handIn)
    .set({ state, ...(verdict && { verdict, checkedAt: now }) })
    .where(eq(handIn.id, handInId))
    .returning()
    .get();
  if (!row) throw new Error(`There is no hand-in ${handInId}.`);
  noteHandIn(db, row, now);
}

function noteHandIn(db: Database, row: { id: string; courseId: string; teamId: string }, now: Date): void {
  insertChange(db, { courseId: row.courseId, teamId: row.teamId, topic: "hand-in", subjectId: row.id, at: now });
}
