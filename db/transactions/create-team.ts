import type { Team } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import {
  insertTeamRow,
  selectOptionalTeamByName,
  selectOptionalTeamOf,
  selectTeam,
  updateTeamAdmitted,
} from "../queries/team.ts";
import { countTeamMembers, insertTeamMemberRow } from "../queries/team-member.ts";

export type TeamRefusal = "name-taken" | "already-in-team" | "team-full";

/** A new team with its first member. The name is taken as it is, byte for byte: check its form before. */
export function createTeam(
  db: Database,
  { courseId, name, createdBy, now }: { courseId: string; name: string; createdBy: string; now: Date },
): { ok: true; team: Team } | { ok: false; refusal: TeamRefusal } {
  return inTransaction(db, () => {
    if (selectOptionalTeamOf(db, { courseId, userId: createdBy })) return { ok: false, refusal: "already-in-team" };
    if (selectOptionalTeamByName(db, { courseId, name })) return { ok: false, refusal: "name-taken" };
    const { id: teamId } = insertTeamRow(db, { courseId, name, now });
    return joinTeam(db, { teamId, userId: createdBy, now });
  });
}

/** Takes a person into a team, and admits the team once it has as many members as the kit asks for. */
export function joinTeam(
  db: Database,
  { teamId, userId, now }: { teamId: string; userId: string; now: Date },
): { ok: true; team: Team } | { ok: false; refusal: TeamRefusal } {
  return inTransaction(db, () => {
    const { courseId, admittedAt } = selectTeam(db, teamId);
    const { minSize, maxSize } = selectCourse(db, courseId).kit.team;
    if (selectOptionalTeamOf(db, { courseId, userId })) return { ok: false, refusal: "already-in-team" };
    const members = countTeamMembers(db, teamId) + 1;
    if (members > maxSize) return { ok: false, refusal: "team-full" };
    insertTeamMemberRow(db, { teamId, courseId, userId, now });
    if (admittedAt === null && members >= minSize) updateTeamAdmitted(db, { teamId, now });
    return { ok: true, team: selectTeam(db, teamId) };
  });
}
