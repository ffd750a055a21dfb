import type { JobKind } from "@gradmark/contract";
import { and, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { job } from "../schema/job.ts";

/**
 * The waiting jobs in the order in which they will be taken: by priority; then teams in turn (a team's second job,
 * counting those that run, comes after everybody's first), beginning with the team that was served longest ago; then
 * by age. A job without a team stands for itself.
 */
export function selectQueueOrder(db: Database, { kinds, now }: { kinds?: JobKind[]; now?: Date } = {}): string[] {
  const rows = db.orm
    .select({ id: job.id })
    .from(job)
    .where(and(sql`${job.state} = 'waiting'`, kinds && inArray(job.kind, kinds), now && lte(job.notBefore, now)))
    .orderBy(sql`${job.priority} desc`, turn, sql`${lastServed} asc nulls first`, job.createdAt, sql`job.rowid`)
    .all();
  return rows.map((row) => row.id);
}

/** How many jobs of the team run or wait before this one. */
const turn: SQL = sql`(
  (select count(*) from job as running where running.state = 'running' and running.team_id = job.team_id)
  + row_number() over (
    partition by coalesce(job.team_id, job.id) order by job.priority desc, job.created_at, job.rowid
  )
)`;

const lastServed: SQL = sql`(select max(served.started_at) from job as served where served.team_id = job.team_id)`;

/** A waiting job's place in the queue, 1 for the next one; null when it does not wait. */
export function selectQueuePlace(db: Database, jobId: string): { place: number; waiting: number } | null {
  const order = selectQueueOrder(db);
  const index = order.indexOf(jobId);
  return index === -1 ? null : { place: index + 1, waiting: order.length };
}
