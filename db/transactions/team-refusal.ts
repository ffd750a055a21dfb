import type { Course } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { hasStarted } from "../queries/ledger.ts";
import { selectTeamRole } from "../queries/team-member.ts";
import { courseRefusal } from "./open-course.ts";

export type TeamRefusal =
  | "closed"
  | "teams-locked"
  | "name-taken"
  | "already-in-team"
  | "team-full"
  | "team-has-started"
  | "last-member"
  | "captain-only"
  | "not-in-team"
  | "no-request"
  | "merged-team-too-large"
  | "merged-tries"
  | "merged-tries-today"
  | "merged-gradient-tries"
  | "merged-hand-in";

export interface TeamRefused {
  ok: false;
  refusal: TeamRefusal;
}

export const refused = (refusal: TeamRefusal): TeamRefused => ({ ok: false, refusal });

/** When a course's teams are fixed: so many days before the deadline as the kit says, else at the deadline. */
export function teamLock({ kit, deadline }: Course): Date {
  return new Date(deadline.getTime() - (kit.team.lockDays ?? 0) * dayMs);
}

const dayMs = 86_400_000;

/** Why no team of a course may change at this time. Before the opening teams may form. */
export function teamsRefusal(course: Course, now: Date): TeamRefusal | null {
  if (courseRefusal(course, now) === "closed") return "closed";
  return now >= teamLock(course) ? "teams-locked" : null;
}

/** Why a person may not be taken out: what a team did must not be left behind for new tries in another team. */
export function departureRefusal(
  db: Database,
  { course, teamId, userId, now }: { course: Course; teamId: string; userId: string; now: Date },
): TeamRefusal | null {
  const locked = teamsRefusal(course, now);
  if (locked) return locked;
  if (selectTeamRole(db, { teamId, userId }) === null) return "not-in-team";
  return hasStarted(db, teamId) ? "team-has-started" : null;
}

/** Why a person may not decide for a team. */
export function captainRefusal(
  db: Database,
  { course, teamId, userId, now }: { course: Course; teamId: string; userId: string; now: Date },
): TeamRefusal | null {
  const locked = teamsRefusal(course, now);
  if (locked) return locked;
  const role = selectTeamRole(db, { teamId, userId });
  if (role === null) return "not-in-team";
  return role === "captain" ? null : "captain-only";
}
