import type { Course } from "@gradmark/contract";
import { and, eq, isNull } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { selectCourses } from "../queries/course.ts";
import { courseMember } from "../schema/course-member.ts";
import { handIn } from "../schema/hand-in.ts";
import { team } from "../schema/team.ts";
import { teamMember } from "../schema/team-member.ts";
import { user } from "../schema/user.ts";
import { tellPeople } from "./tell.ts";

/** How long before the deadline a team that has not handed in is reminded. */
export const remindBeforeMs = 24 * 60 * 60_000;

/**
 * Reminds everybody in an open course whose team has not handed in, once for each deadline: one that moves is a new
 * one. Call it every minute or so, from any process.
 */
export function remindOfDeadlines(db: Database, now: Date): void {
  const near = selectCourses(db).filter(({ state, opensAt, deadline }) => {
    const left = deadline.getTime() - now.getTime();
    return state === "open" && opensAt <= now && left > 0 && left <= remindBeforeMs;
  });
  for (const course of near) inTransaction(db, () => remindCourse(db, course, now));
}

function remindCourse(db: Database, course: Course, now: Date): void {
  const { id: courseId, deadline } = course;
  const late = new Map<string | null, { id: string; email: string }[]>();
  for (const { team: name, ...person } of selectWithoutHandIn(db, courseId))
    late.set(name, [...(late.get(name) ?? []), person]);
  for (const [name, people] of late) {
    const facts = { kind: "deadline-near", deadline: deadline.getTime(), team: name } as const;
    tellPeople(db, people, { courseId, facts, cause: `deadline:${courseId}:${deadline.getTime()}`, now });
  }
}

/** Students whose team has nothing handed in that counts, and those without a team. */
function selectWithoutHandIn(db: Database, courseId: string) {
  const inTeam = and(eq(teamMember.userId, courseMember.userId), eq(teamMember.courseId, courseMember.courseId));
  return db.orm
    .select({ id: user.id, email: user.email, team: team.name })
    .from(courseMember)
    .innerJoin(user, eq(user.id, courseMember.userId))
    .leftJoin(teamMember, inTeam)
    .leftJoin(team, eq(team.id, teamMember.teamId))
    .leftJoin(handIn, and(eq(handIn.teamId, teamMember.teamId), isNull(handIn.replacedBy)))
    .where(and(eq(courseMember.courseId, courseId), eq(courseMember.role, "student"), isNull(handIn.id)))
    .all();
}
