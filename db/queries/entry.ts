import { type Entry, entry as entryRow, metricDirection, type Scored, type WorkState } from "@gradmark/contract";
import { and, asc, count, desc, eq, isNotNull } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { entry } from "../schema/entry.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";
import { selectCourse } from "./course.ts";
import { selectTeam, updateBestEntry } from "./team.ts";

type NewEntry = Pick<
  Entry,
  "courseId" | "teamId" | "kind" | "uploadedBy" | "sha256" | "bytes" | "fileName" | "description"
> &
  Partial<Pick<Entry, "source">>;

/** The row alone, waiting; a team's upload goes through `submitEntry`, which counts its try and makes its job. */
export function insertEntryRow(db: Database, values: NewEntry, now: Date): Entry {
  const row = db.orm
    .insert(entry)
    .values({ ...values, id: db.newId(), state: "waiting", problems: [], createdAt: now })
    .returning()
    .get();
  noteEntry(db, row, now);
  return entryRow.parse(row);
}

export function selectEntry(db: Database, id: string): Entry {
  const found = selectOptionalEntry(db, id);
  if (!found) throw new Error(`There is no entry ${id}.`);
  return found;
}

export function selectOptionalEntry(db: Database, id: string): Entry | undefined {
  const row = db.orm.select().from(entry).where(eq(entry.id, id)).get();
  return row && entryRow.parse(row);
}

/** A team's entries, newest first. */
export function selectEntriesOfTeam(db: Database, teamId: string): Entry[] {
  const rows = db.orm
    .select()
    .from(entry)
    .where(eq(entry.teamId, teamId))
    .orderBy(desc(entry.createdAt), desc(arrival(entry)))
    .all();
  return rows.map((row) => entryRow.parse(row));
}

/** A team's newest entry with the same bytes, to say "you uploaded this file already". */
export function selectOptionalSameEntry(
  db: Database,
  { teamId, sha256 }: { teamId: string; sha256: string },
): Entry | undefined {
  const row = db.orm
    .select()
    .from(entry)
    .where(and(eq(entry.teamId, teamId), eq(entry.sha256, sha256)))
    .orderBy(desc(entry.createdAt), desc(arrival(entry)))
    .get();
  return row && entryRow.parse(row);
}

/** The newest benchmark of a course. */
export function selectOptionalBenchmark(db: Database, courseId: string): Entry | undefined {
  const row = db.orm
    .select()
    .from(entry)
    .where(and(eq(entry.courseId, courseId), eq(entry.kind, "benchmark"), eq(entry.state, "done")))
    .orderBy(desc(entry.createdAt), desc(arrival(entry)))
    .get();
  return row && entryRow.parse(row);
}

export function countEntriesOfTeam(db: Database, teamId: string): number {
  return db.orm.select({ n: count() }).from(entry).where(eq(entry.teamId, teamId)).get()?.n ?? 0;
}

export function updateEntryState(
  db: Database,
  { entryId, state, problems, now }: { entryId: string; state: WorkState; problems?: Entry["problems"]; now: Date },
): void {
  const row = db.orm
    .update(entry)
    .set({ state, ...(problems && { problems }) })
    .where(eq(entry.id, entryId))
    .returning()
    .get();
  if (!row) throw new Error(`There is no entry ${entryId}.`);
  noteEntry(db, row, now);
}

/** Writes an entry's scores and, when it is now the team's best, says so at the team. */
export function updateEntryScores(
  db: Database,
  scores: { entryId: string; publicScore: Scored; privateScore: Scored; now: Date },
): void {
  const { entryId, publicScore, privateScore, now } = scores;
  inTransaction(db, () => {
    const row = db.orm
      .update(entry)
      .set({ state: "done", publicScore, privateScore, publicValue: publicScore.score, scoredAt: now })
      .where(eq(entry.id, entryId))
      .returning()
      .get();
    if (!row) throw new Error(`There is no entry ${entryId}.`);
    if (row.teamId !== null) refreshBestEntry(db, { teamId: row.teamId, now });
    noteEntry(db, row, now);
    // The board concerns everybody, and says no more than that it changed.
    insertChange(db, { courseId: row.courseId, teamId: null, topic: "course", subjectId: row.courseId, at: now });
  });
}

/** Keeps at the team which of its entries is the best, and what it is worth on the board. */
export function refreshBestEntry(db: Database, { teamId, now }: { teamId: string; now: Date }): void {
  const { courseId } = selectTeam(db, teamId);
  const direction = metricDirection(selectCourse(db, courseId).kit.competition.metric);
  const best = bestOfTeam(db, teamId, direction);
  const value = best?.publicValue ?? null;
  const rankKey = value === null || direction === "min" ? value : -value;
  updateBestEntry(db, { teamId, entryId: best?.id ?? null, rankKey, bestAt: best?.createdAt ?? null, now });
}

/** Best public value in the metric's direction; among equals the earliest. An entry without a value is never the best. */
function bestOfTeam(db: Database, teamId: string, direction: "max" | "min") {
  return db.orm
    .select({ id: entry.id, publicValue: entry.publicValue, createdAt: entry.createdAt })
    .from(entry)
    .where(and(eq(entry.teamId, teamId), eq(entry.state, "done"), isNotNull(entry.publicValue)))
    .orderBy(
      direction === "max" ? desc(entry.publicValue) : asc(entry.publicValue),
      asc(entry.createdAt),
      asc(arrival(entry)),
    )
    .get();
}

function noteEntry(db: Database, row: { id: string; courseId: string; teamId: string | null }, now: Date): void {
  insertChange(db, { courseId: row.courseId, teamId: row.teamId, topic: "entry", subjectId: row.id, at: now });
}
