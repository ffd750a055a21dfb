import { type Job, job as jobRow } from "@gradmark/contract";
import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../database.ts";
import { job } from "../schema/job.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";

export type JobUpdate = Partial<Omit<typeof job.$inferInsert, "id">>;

export function insertJobRow(db: Database, values: typeof job.$inferInsert, now: Date): Job {
  const row = db.orm.insert(job).values(values).returning().get();
  noteJob(db, row, now);
  return jobRow.parse(row);
}

export function selectJob(db: Database, id: string): Job {
  const row = db.orm.select().from(job).where(eq(job.id, id)).get();
  if (!row) throw new Error(`There is no job ${id}.`);
  return jobRow.parse(row);
}

/** The newest job of an entry or a hand-in: what a page shows while it waits. */
export function selectOptionalJobOf(db: Database, subjectId: string): Job | undefined {
  const row = db.orm
    .select()
    .from(job)
    .where(eq(job.subjectId, subjectId))
    .orderBy(desc(job.createdAt), desc(job.attempts), desc(arrival(job)))
    .get();
  return row && jobRow.parse(row);
}

export function selectJobs(db: Database, { states, limit = 500 }: { states: Job["state"][]; limit?: number }): Job[] {
  const rows = db.orm
    .select()
    .from(job)
    .where(inArray(job.state, states))
    .orderBy(asc(job.createdAt))
    .limit(limit)
    .all();
  return rows.map((row) => jobRow.parse(row));
}

/** By state: of all courses, or of one. */
export function countJobs(db: Database, courseId?: string): Record<Job["state"], number> {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0, faulted: 0, cancelled: 0 };
  const rows = db.orm
    .select({ state: job.state, n: count() })
    .from(job)
    .where(courseId === undefined ? undefined : eq(job.courseId, courseId))
    .groupBy(job.state)
    .all();
  for (const { state, n } of rows) counts[state] = n;
  return counts;
}

export function updateJob(db: Database, id: string, values: JobUpdate, now: Date): Job {
  const row = db.orm.update(job).set(values).where(eq(job.id, id)).returning().get();
  if (!row) throw new Error(`There is no job ${id}.`);
  noteJob(db, row, now);
  return jobRow.parse(row);
}

/** The unfinished jobs of a subject, at most one for each kind. */
export function selectUnfinishedJobs(db: Database, subjectId: string): Job[] {
  const rows = db.orm
    .select()
    .from(job)
    .where(and(eq(job.subjectId, subjectId), inArray(job.state, ["waiting", "running"])))
    .all();
  return rows.map((row) => jobRow.parse(row));
}

function noteJob(db: Database, row: { id: string; courseId: string; teamId: string | null }, now: Date): void {
  insertChange(db, { courseId: row.courseId, teamId: row.teamId, topic: "job", subjectId: row.id, at: now });
}
