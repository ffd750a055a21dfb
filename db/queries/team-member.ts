import { type Person, person, type TeamRole } from "@gradmark/contract";
import { and, asc, count, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { teamMember } from "../schema/team-member.ts";
import { user } from "../schema/user.ts";
import { insertChange } from "./change.ts";

/** The row alone; `joinTeam` checks first. */
export function insertTeamMemberRow(
  db: Database,
  { now, ...values }: { teamId: string; courseId: string; userId: string; role: TeamRole; now: Date },
): void {
  db.orm
    .insert(teamMember)
    .values({ ...values, joinedAt: now })
    .run();
  noteMembers(db, values, now);
}

/** Takes a person out of a team; what the person uploaded stays the team's. */
export function deleteTeamMemberRow(db: Database, { teamId, userId, now }: Place & { now: Date }): void {
  const row = db.orm
    .delete(teamMember)
    .where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)))
    .returning()
    .get();
  if (row) noteMembers(db, row, now);
}

interface Place {
  teamId: string;
  userId: string;
}

/** Null for whoever is not in the team. */
export function selectTeamRole(db: Database, { teamId, userId }: Place): TeamRole | null {
  const row = db.orm
    .select({ role: teamMember.role })
    .from(teamMember)
    .where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)))
    .get();
  return row?.role ?? null;
}

export function updateTeamRole(
  db: Database,
  { teamId, userId, role, now }: Place & { role: TeamRole; now: Date },
): void {
  const row = db.orm
    .update(teamMember)
    .set({ role })
    .where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)))
    .returning()
    .get();
  if (row) noteMembers(db, row, now);
}

/** All members of a team become plain members of another one; who that was. */
export function moveTeamMembers(
  db: Database,
  { fromId, intoId, now }: { fromId: string; intoId: string; now: Date },
): string[] {
  const rows = db.orm
    .update(teamMember)
    .set({ teamId: intoId, role: "member" })
    .where(eq(teamMember.teamId, fromId))
    .returning()
    .all();
  for (const { courseId } of rows.slice(0, 1)) {
    noteMembers(db, { courseId, teamId: fromId }, now);
    noteMembers(db, { courseId, teamId: intoId }, now);
  }
  return rows.map(({ userId }) => userId);
}

function noteMembers(db: Database, { courseId, teamId }: { courseId: string; teamId: string }, now: Date): void {
  insertChange(db, { courseId, teamId, topic: "team", subjectId: teamId, at: now });
}

/** Members in the order in which they came. */
export function selectTeamMembers(db: Database, teamId: string): Person[] {
  const rows = db.orm
    .select({ id: user.id, name: user.name, email: user.email, role: user.role })
    .from(teamMember)
    .innerJoin(user, eq(user.id, teamMember.userId))
    .where(eq(teamMember.teamId, teamId))
    .orderBy(asc(teamMember.joinedAt), asc(user.id))
    .all();
  return rows.map((row) => person.parse(row));
}

export function countTeamMembers(db: Database, teamId: string): number {
  return db.orm.select({ n: count() }).from(teamMember).where(eq(teamMember.teamId, teamId)).get()?.n ?? 0;
}
