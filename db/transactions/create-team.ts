import type { Team } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellAdmission, tellMove } from "../notices/team-news.ts";
import { selectCourse } from "../queries/course.ts";
import {
  insertTeamRow,
  selectOptionalTeamByName,
  selectOptionalTeamOf,
  selectTeam,
  updateTeamAdmitted,
} from "../queries/team.ts";
import { countTeamMembers, insertTeamMemberRow } from "../queries/team-member.ts";
import { withdrawRequests } from "../queries/team-request.ts";
import { refused, type TeamRefused, teamsRefusal } from "./team-refusal.ts";

type Joined = { ok: true; team: Team } | TeamRefused;

/** A new team with its first member. The name is taken as it is, byte for byte: check its form before. */
export function createTeam(
  db: Database,
  { courseId, name, createdBy, now }: { courseId: string; name: string; createdBy: string; now: Date },
): Joined {
  return inTransaction(db, () => {
    const fixed = teamsRefusal(selectCourse(db, courseId), now);
    if (fixed) return refused(fixed);
    if (selectOptionalTeamOf(db, { courseId, userId: createdBy })) return refused("already-in-team");
    if (selectOptionalTeamByName(db, { courseId, name })) return refused("name-taken");
    const { id: teamId } = insertTeamRow(db, { courseId, name, now });
    return joinTeam(db, { teamId, userId: createdBy, now });
  });
}

/** Takes a person into a team, the first one as its captain, and admits the team once it is as large as the kit asks. */
export function joinTeam(db: Database, { teamId, userId, now }: { teamId: string; userId: string; now: Date }): Joined {
  return inTransaction(db, () => {
    const { courseId } = selectTeam(db, teamId);
    const course = selectCourse(db, courseId);
    const fixed = teamsRefusal(course, now);
    if (fixed) return refused(fixed);
    if (selectOptionalTeamOf(db, { courseId, userId })) return refused("already-in-team");
    const members = countTeamMembers(db, teamId);
    if (members >= course.kit.team.maxSize) return refused("team-full");
    insertTeamMemberRow(db, { teamId, courseId, userId, role: members === 0 ? "captain" : "member", now });
    withdrawRequests(db, { courseId, by: [userId], now });
    tellMove(db, { kind: "team-joined", teamId, userId, now });
    admitTeam(db, { teamId, minSize: course.kit.team.minSize, now });
    return { ok: true, team: selectTeam(db, teamId) };
  });
}

/** Keeps the admission of a team true: given once it is large enough, taken back when it shrinks below that. */
export function admitTeam(
  db: Database,
  { teamId, minSize, now }: { teamId: string; minSize: number; now: Date },
): void {
  const { admittedAt } = selectTeam(db, teamId);
  const complete = countTeamMembers(db, teamId) >= minSize;
  if (complete === (admittedAt !== null)) return;
  updateTeamAdmitted(db, { teamId, admittedAt: complete ? now : null });
  tellAdmission(db, { teamId, minSize, now });
}
