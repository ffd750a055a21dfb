import { type Database, inTransaction } from "../database.ts";
import { tellMove, tellRemoved } from "../notices/team-news.ts";
import { selectCourse } from "../queries/course.ts";
import { deleteTeamRow, isUntouched, selectTeam } from "../queries/team.ts";
import {
  countTeamMembers,
  deleteTeamMemberRow,
  selectTeamMembers,
  selectTeamRole,
  updateTeamRole,
} from "../queries/team-member.ts";
import { withdrawRequests } from "../queries/team-request.ts";
import { admitTeam } from "./create-team.ts";
import { captainRefusal, departureRefusal, refused, type TeamRefused } from "./team-refusal.ts";

type Left = { ok: true; dissolved: boolean } | TeamRefused;

/**
 * Takes a person out of the own team. A captain who leaves hands over to whoever is longest in the team; with the last
 * member an untouched team vanishes and its name is free again.
 */
export function leaveTeam(db: Database, { teamId, userId, now }: { teamId: string; userId: string; now: Date }): Left {
  return inTransaction(db, () => {
    const team = selectTeam(db, teamId);
    const course = selectCourse(db, team.courseId);
    const kept = departureRefusal(db, { course, teamId, userId, now });
    if (kept) return refused(kept);
    const last = countTeamMembers(db, teamId) === 1;
    if (last && !isUntouched(db, teamId)) return refused("last-member");
    const led = selectTeamRole(db, { teamId, userId }) === "captain";
    deleteTeamMemberRow(db, { teamId, userId, now });
    withdrawRequests(db, { courseId: course.id, by: [userId], now });
    if (last) {
      deleteTeamRow(db, team, now);
      return { ok: true, dissolved: true };
    }
    const [longest] = selectTeamMembers(db, teamId);
    if (led && longest) updateTeamRole(db, { teamId, userId: longest.id, role: "captain", now });
    tellMove(db, { kind: "team-left", teamId, userId, now });
    admitTeam(db, { teamId, minSize: course.kit.team.minSize, now });
    return { ok: true, dissolved: false };
  });
}

/** A captain takes another member out; the same rules hold as for leaving. */
export function removeTeamMember(
  db: Database,
  { teamId, userId, by, now }: { teamId: string; userId: string; by: string; now: Date },
): Left {
  return inTransaction(db, () => {
    const course = selectCourse(db, selectTeam(db, teamId).courseId);
    const unable = captainRefusal(db, { course, teamId, userId: by, now });
    if (unable) return refused(unable);
    const left = leaveTeam(db, { teamId, userId, now });
    if (left.ok && !left.dissolved) tellRemoved(db, { teamId, userId, now });
    return left;
  });
}

/** A captain makes another member captain, and is a member from then on. */
export function passCaptaincy(
  db: Database,
  { teamId, userId, by, now }: { teamId: string; userId: string; by: string; now: Date },
): { ok: true } | TeamRefused {
  return inTransaction(db, () => {
    const course = selectCourse(db, selectTeam(db, teamId).courseId);
    const unable = captainRefusal(db, { course, teamId, userId: by, now });
    if (unable) return refused(unable);
    if (selectTeamRole(db, { teamId, userId }) === null) return refused("not-in-team");
    updateTeamRole(db, { teamId, userId: by, role: "member", now });
    updateTeamRole(db, { teamId, userId, role: "captain", now });
    return { ok: true };
  });
}
