import { type Person, person } from "@gradmark/contract";
import { asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { user } from "../schema/user.ts";

const personColumns = { id: user.id, name: user.name, email: user.email, role: user.role };

export function selectPerson(db: Database, id: string): Person {
  const row = db.orm.select(personColumns).from(user).where(eq(user.id, id)).get();
  if (!row) throw new Error(`There is no user ${id}.`);
  return person.parse(row);
}

/** Addresses are kept in lower case, as better-auth does. */
export function selectOptionalPersonByEmail(db: Database, email: string): Person | undefined {
  const row = db.orm.select(personColumns).from(user).where(eq(user.email, email.toLowerCase())).get();
  return row && person.parse(row);
}

export function selectPeople(db: Database): Person[] {
  const rows = db.orm.select(personColumns).from(user).orderBy(asc(user.email)).all();
  return rows.map((row) => person.parse(row));
}

/** `member` or `owner` of the whole installation; the roles inside a course are in course_member. */
export function updatePersonRole(db: Database, { userId, role }: { userId: string; role: "member" | "owner" }): void {
  db.orm.update(user).set({ role }).where(eq(user.id, userId)).run();
}
