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

/** A new account, without a way to sign in yet. Throws when the address has one: ask `selectOptionalPersonByEmail`. */
export function insertPerson(
  db: Database,
  { email, name, emailVerified, now }: { email: string; name: string; emailVerified: boolean; now: Date },
): Person {
  const values = { id: db.newId(), email: email.toLowerCase(), name, emailVerified, createdAt: now, updatedAt: now };
  return person.parse(db.orm.insert(user).values(values).returning(personColumns).get());
}

/** Changes what is given of an account. `role` is `member`, or `admin` for an owner of the whole installation. */
export function updatePerson(
  db: Database,
  {
    userId,
    now,
    ...change
  }: { userId: string; now: Date; name?: string; role?: "member" | "admin"; emailVerified?: true },
): void {
  db.orm
    .update(user)
    .set({ ...change, updatedAt: now })
    .where(eq(user.id, userId))
    .run();
}
