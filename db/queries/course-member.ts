import {
  type Course,
  type CourseMember,
  type CourseRole,
  course as courseRow,
  courseMember as memberRow,
  type Person,
  person,
} from "@gradmark/contract";
import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { Database } from "../database.ts";
import { course } from "../schema/course.ts";
import { courseMember } from "../schema/course-member.ts";
import { user } from "../schema/user.ts";

/**
 * Takes a person into a course, or gives a new role to one who is in it already. `parts` are those that a grader
 * grades; other roles have none.
 */
export function insertCourseMember(
  db: Database,
  {
    courseId,
    userId,
    role,
    parts = [],
    now,
  }: { courseId: string; userId: string; role: CourseRole; parts?: string[]; now: Date },
): CourseMember {
  const place = { role, parts: role === "grader" ? parts : null };
  const row = db.orm
    .insert(courseMember)
    .values({ courseId, userId, ...place, joinedAt: now })
    .onConflictDoUpdate({ target: [courseMember.courseId, courseMember.userId], set: place })
    .returning()
    .get();
  return memberRow.parse(row);
}

export function selectOptionalCourseMember(
  db: Database,
  { courseId, userId }: { courseId: string; userId: string },
): CourseMember | undefined {
  const row = db.orm
    .select()
    .from(courseMember)
    .where(and(eq(courseMember.courseId, courseId), eq(courseMember.userId, userId)))
    .get();
  return row && memberRow.parse(row);
}

export function selectCourseMembers(
  db: Database,
  courseId: string,
): { person: Person; role: CourseRole; parts: string[] | null }[] {
  const rows = db.orm
    .select({
      role: courseMember.role,
      parts: courseMember.parts,
      person: { id: user.id, name: user.name, email: user.email, role: user.role },
    })
    .from(courseMember)
    .innerJoin(user, eq(user.id, courseMember.userId))
    .where(eq(courseMember.courseId, courseId))
    .orderBy(asc(user.name), asc(user.email))
    .all();
  return rows.map(({ role, parts, ...row }) => ({ role, parts, person: person.parse(row.person) }));
}

/** The courses that a person is in, newest first. */
export function selectCoursesOf(db: Database, userId: string): { course: Course; role: CourseRole }[] {
  const rows = db.orm
    .select({ role: courseMember.role, course: getTableColumns(course) })
    .from(courseMember)
    .innerJoin(course, eq(course.id, courseMember.courseId))
    .where(eq(courseMember.userId, userId))
    .orderBy(asc(course.createdAt))
    .all();
  return rows.map((row) => ({ role: row.role, course: courseRow.parse(row.course) })).reverse();
}
