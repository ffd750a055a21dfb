import { type Precheck, type PrecheckReport, precheck as precheckRow, type WorkState } from "@gradmark/contract";
import { and, count, desc, eq, gte, isNotNull, lt, ne, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { precheck } from "../schema/precheck.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";
import { ofLineage } from "./team-lineage.ts";

/** The row alone, waiting; `askPrecheck` checks first and makes the job. */
export function insertPrecheckRow(
  db: Database,
  values: Omit<Precheck, "id" | "state" | "result" | "createdAt" | "startedAt" | "checkedAt">,
  now: Date,
): Precheck {
  const row = db.orm
    .insert(precheck)
    .values({ ...values, id: db.newId(), state: "waiting", createdAt: now })
    .returning()
    .get();
  notePrecheck(db, row, now);
  return precheckRow.parse(row);
}

export function selectPrecheck(db: Database, id: string): Precheck {
  const row = db.orm.select().from(precheck).where(eq(precheck.id, id)).get();
  if (!row) throw new Error(`There is no pre-check ${id}.`);
  return precheckRow.parse(row);
}

/** A team's newest pre-check: the one that its page shows. */
export function selectOptionalLatestPrecheck(db: Database, teamId: string): Precheck | undefined {
  const row = db.orm
    .select()
    .from(precheck)
    .where(eq(precheck.teamId, teamId))
    .orderBy(desc(precheck.createdAt), desc(arrival(precheck)))
    .get();
  return row && precheckRow.parse(row);
}

/**
 * Pre-checks of a team, and of those that became part of it, that count in `from` ≤ time < `to`: not those that failed
 * on our side, and not those that were cancelled before they ran.
 */
export function countPrechecks(db: Database, { teamId, from, to }: { teamId: string; from: Date; to: Date }): number {
  const counts = or(ne(precheck.state, "cancelled"), isNotNull(precheck.startedAt));
  const row = db.orm
    .select({ n: count() })
    .from(precheck)
    .where(
      and(
        ofLineage(precheck.teamId, teamId),
        gte(precheck.createdAt, from),
        lt(precheck.createdAt, to),
        ne(precheck.state, "faulted"),
        counts,
      ),
    )
    .get();
  return row?.n ?? 0;
}

/** Moves a pre-check on; with what it found when it is over. */
export function updatePrecheckState(
  db: Database,
  { precheckId, state, result, now }: { precheckId: string; state: WorkState; result?: PrecheckReport; now: Date },
): void {
  const before = selectPrecheck(db, precheckId);
  const row = db.orm
    .update(precheck)
    .set({
      state,
      ...(state === "running" && before.startedAt === null && { startedAt: now }),
      ...(result && { result, checkedAt: now }),
    })
    .where(eq(precheck.id, precheckId))
    .returning()
    .get();
  if (row) notePrecheck(db, row, now);
}

function notePrecheck(db: Database, row: { id: string; courseId: string; teamId: string }, now: Date): void {
  insertChange(db, { courseId: row.courseId, teamId: row.teamId, topic: "hand-in", subjectId: row.id, at: now });
}
