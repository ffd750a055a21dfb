import type { Course, Person } from "@gradmark/contract";
import { checkTeamName } from "@gradmark/course";
import {
  createTeam,
  type Database,
  insertCourseMember,
  insertPerson,
  inTransaction,
  joinTeam,
  selectOptionalPersonByEmail,
  selectOptionalTeamByName,
  selectOptionalTeamOf,
  selectTeamNames,
  updatePerson,
} from "@gradmark/db";
import { UsageError } from "../output/result.ts";
import { type IssuedToken, issueToken } from "./issue-token.ts";

export interface NewUser {
  email: string;
  name: string;
  course: Course | null;
  /** Name of a team of the course; null for none. */
  team: string | null;
  role: "member" | "ta" | "owner";
  now: Date;
}

/**
 * Makes a confirmed account, without a password (its person sets one by mail), and puts it where it belongs. An account
 * that exists keeps its name and password. All of it happens or nothing. @throws UsageError when a rule says no
 */
export function createUser(db: Database, user: NewUser): IssuedToken & { created: boolean } {
  const { email, name, course, team, role, now } = user;
  return inTransaction(db, () => {
    const known = selectOptionalPersonByEmail(db, email);
    const person = known ?? insertPerson(db, { email, name, emailVerified: true, now });
    // Whoever runs the machine answers for the address.
    updatePerson(db, { userId: person.id, emailVerified: true, now });
    if (course) {
      insertCourseMember(db, {
        courseId: course.id,
        userId: person.id,
        role: role === "member" ? "student" : role,
        now,
      });
    } else if (role === "owner") updatePerson(db, { userId: person.id, role: "admin", now });
    if (course && team !== null) putIntoTeam(db, { person, course, name: team.normalize("NFC"), now });
    return { ...issueToken(db, { email, now }), created: known === undefined };
  });
}

function putIntoTeam(
  db: Database,
  { person, course, name, now }: { person: Person; course: Course; name: string; now: Date },
): void {
  const place = { courseId: course.id, userId: person.id };
  if (selectOptionalTeamOf(db, place)?.name === name) return;
  const team = selectOptionalTeamByName(db, { courseId: course.id, name });
  if (!team) checkNewName(db, course, name);
  const joined = team
    ? joinTeam(db, { teamId: team.id, userId: person.id, now })
    : createTeam(db, { courseId: course.id, name, createdBy: person.id, now });
  if (!joined.ok)
    throw new UsageError(`${person.email} cannot be in the team "${name}": ${joined.refusal}`, joined.refusal);
}

function checkNewName(db: Database, course: Course, name: string): void {
  const { ok, problems, suggestion } = checkTeamName(name, selectTeamNames(db, course.id));
  if (ok) return;
  const better = suggestion === null ? "" : ` Use "${suggestion}".`;
  throw new UsageError(`"${name}" is no team name: ${problems[0]?.message ?? ""}${better}`, "bad-name");
}
