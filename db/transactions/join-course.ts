import type { Course } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { insertCourseMember, selectOptionalCourseMember } from "../queries/course-member.ts";
import { selectOptionalRosterPerson } from "../queries/roster-person.ts";
import { selectSignInWays } from "../queries/sign-in-way.ts";
import { selectPerson } from "../queries/user.ts";

export type JoinRefusal = "not-on-roster" | "domain-not-allowed" | "address-not-confirmed";

/**
 * Where somebody stands who would join a course: whether its roster has them, and why they may not. An address counts
 * only once it is confirmed: anybody can type one of the university's.
 */
export interface Admission {
  onRoster: boolean;
  refusal: JoinRefusal | null;
}

export function selectAdmission(db: Database, { course, userId }: { course: Course; userId: string }): Admission {
  const { rule, domains } = course.settings.join;
  if (!selectSignInWays(db, userId).emailVerified)
    return { onRoster: false, refusal: rule === "open" ? null : "address-not-confirmed" };
  const { email } = selectPerson(db, userId);
  const onRoster = selectOptionalRosterPerson(db, { courseId: course.id, email }) !== undefined;
  if (rule === "open" || onRoster) return { onRoster, refusal: null };
  if (rule === "roster") return { onRoster, refusal: "not-on-roster" };
  // The domain is all behind the last @: an address may have another one in quotes (RFC 5321, section 4.1.2).
  const isAllowed = domains.includes(email.slice(email.lastIndexOf("@") + 1));
  return { onRoster, refusal: isAllowed ? null : "domain-not-allowed" };
}

/** Takes a person into a course as a student, if its rule allows that. Doing it twice changes nothing. */
export function joinCourse(
  db: Database,
  { courseId, userId, now }: { courseId: string; userId: string; now: Date },
): { ok: true } | { ok: false; refusal: JoinRefusal } {
  return inTransaction(db, () => {
    if (selectOptionalCourseMember(db, { courseId, userId })) return { ok: true };
    const { refusal } = selectAdmission(db, { course: selectCourse(db, courseId), userId });
    if (refusal) return { ok: false, refusal };
    insertCourseMember(db, { courseId, userId, role: "student", now });
    return { ok: true };
  });
}
