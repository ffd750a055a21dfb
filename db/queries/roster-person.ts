import { type RosterPerson, rosterPerson as rosterRow } from "@gradmark/contract";
import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { Database } from "../database.ts";
import { rosterPerson } from "../schema/roster-person.ts";
import { user } from "../schema/user.ts";

/** Puts a person on the list of a course, or replaces what the list says of that address. */
export function upsertRosterPerson(
  db: Database,
  { now, ...values }: Omit<RosterPerson, "addedAt"> & { now: Date },
): RosterPerson {
  const { courseId, name, studentId, teamName } = values;
  const row = db.orm
    .insert(rosterPerson)
    .values({ courseId, email: values.email.toLowerCase(), name, studentId, teamName, addedAt: now })
    .onConflictDoUpdate({ target: [rosterPerson.courseId, rosterPerson.email], set: { name, studentId, teamName } })
    .returning()
    .get();
  return rosterRow.parse(row);
}

/** Takes an address from the list; who has joined stays in the course. */
export function deleteRosterPerson(db: Database, { courseId, email }: { courseId: string; email: string }): void {
  db.orm.delete(rosterPerson).where(place(courseId, email)).run();
}

export function selectOptionalRosterPerson(
  db: Database,
  { courseId, email }: { courseId: string; email: string },
): RosterPerson | undefined {
  const row = db.orm.select().from(rosterPerson).where(place(courseId, email)).get();
  return row && rosterRow.parse(row);
}

/** The list of a course by name; `userId` of those who have an account under that address. */
export function selectRoster(db: Database, courseId: string): (RosterPerson & { userId: string | null })[] {
  const rows = db.orm
    .select({ ...getTableColumns(rosterPerson), userId: user.id })
    .from(rosterPerson)
    .leftJoin(user, eq(user.email, rosterPerson.email))
    .where(eq(rosterPerson.courseId, courseId))
    .orderBy(asc(rosterPerson.name), asc(rosterPerson.email))
    .all();
  return rows.map(({ userId, ...row }) => ({ ...rosterRow.parse(row), userId }));
}

function place(courseId: string, email: string) {
  return and(eq(rosterPerson.courseId, courseId), eq(rosterPerson.email, email.toLowerCase()));
}
