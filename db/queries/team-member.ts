import { type Person, person } from "@gradmark/contract";
import { and, asc, count, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { teamMember } from "../schema/team-member.ts";
import { user } from "../schema/user.ts";
import { insertChange } from "./change.ts";
import { selectTeam } from "./team.ts";

/** The row alone; `joinTeam` checks first. */
export function insertTeamMemberRow(
  db: Database,
  { teamId, courseId, userId, now }: { teamId: string; courseId: string; userId: string; now: Date },
): void {
  db.orm.insert(teamMember).values({ teamId, courseId, userId, joinedAt: now }).run();
  insertChange(db, { courseId, teamId, topic: "team", subjectId: teamId, at: now });
}

/** Takes a person out of a team; what the person uploaded stays the team's. */
export function deleteTeamMember(
  db: Database,
  { teamId, userId, now }: { teamId: string; userId: string; now: Date },
): void {
  inTransaction(db, () => {
    db.orm
      .delete(teamMember)
      .where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)))
      .run();
    const { courseId } = selectTeam(db, teamId);
    insertChange(db, { courseId, teamId, topic: "team", subjectId: teamId, at: now });
  });
}

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
