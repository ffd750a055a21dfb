import { type StaffAction, type StaffActionName, staffAction as staffActionRow } from "@gradmark/contract";
import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { staffAction } from "../schema/staff-action.ts";

export interface NewStaffAction {
  courseId: string;
  actor: string;
  action: StaffActionName;
  subjectId: string | null;
  teamId?: string | null;
  before?: unknown;
  after?: unknown;
  at: Date;
}

/** Writes what a member of the staff did; nobody can change it. Call it in the transaction that does it. */
export function insertStaffAction(db: Database, { before = null, after = null, ...line }: NewStaffAction): void {
  db.orm
    .insert(staffAction)
    .values({ ...line, before, after })
    .run();
}

export interface StaffActionFilter {
  courseId: string;
  actor?: string;
  action?: StaffActionName;
  teamId?: string;
  subjectId?: string;
  /** In what was before or after. */
  text?: string;
  from?: Date;
  to?: Date;
  /** Only lines older than this one. */
  beforeId?: number;
  limit?: number;
}

/** The audit log of a course, newest first. */
export function selectStaffActions(db: Database, filter: StaffActionFilter): StaffAction[] {
  const { courseId, actor, action, teamId, subjectId, text, from, to, beforeId, limit = 200 } = filter;
  const holds = sql`instr(lower(coalesce(${staffAction.before}, '') || coalesce(${staffAction.after}, '')), lower(${text ?? ""})) > 0`;
  const rows = db.orm
    .select()
    .from(staffAction)
    .where(
      and(
        eq(staffAction.courseId, courseId),
        actor === undefined ? undefined : eq(staffAction.actor, actor),
        action === undefined ? undefined : eq(staffAction.action, action),
        teamId === undefined ? undefined : eq(staffAction.teamId, teamId),
        subjectId === undefined ? undefined : eq(staffAction.subjectId, subjectId),
        text === undefined ? undefined : holds,
        from && gte(staffAction.at, from),
        to && lt(staffAction.at, to),
        beforeId === undefined ? undefined : lt(staffAction.id, beforeId),
      ),
    )
    .orderBy(desc(staffAction.id))
    .limit(limit)
    .all();
  return rows.map((row) => staffActionRow.parse(row));
}
