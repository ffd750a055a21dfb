import { and, eq, ne } from "drizzle-orm";
import type { Database } from "../database.ts";
import { account } from "../schema/account.ts";
import { user } from "../schema/user.ts";

/** How somebody signs in, and whether the address is known to be theirs. */
export interface SignInWays {
  emailVerified: boolean;
  password: boolean;
  /** Names of the sign-in services that are connected. */
  providers: string[];
}

export function selectSignInWays(db: Database, userId: string): SignInWays {
  const row = db.orm.select({ emailVerified: user.emailVerified }).from(user).where(eq(user.id, userId)).get();
  if (!row) throw new Error(`There is no user ${userId}.`);
  const ways = db.orm
    .select({ providerId: account.providerId })
    .from(account)
    .where(eq(account.userId, userId))
    .all()
    .map((way) => way.providerId);
  const password = ways.includes(passwordProvider);
  return { ...row, password, providers: ways.filter((way) => way !== passwordProvider) };
}

/** What better-auth calls the way by e-mail and password. */
export const passwordProvider = "credential";

/** Keeps the password hash of a new account. */
export function insertPasswordRow(
  db: Database,
  { userId, passwordHash, now }: { userId: string; passwordHash: string; now: Date },
): void {
  const keys = { id: db.newId(), accountId: userId, providerId: passwordProvider };
  db.orm
    .insert(account)
    .values({ ...keys, userId, password: passwordHash, createdAt: now, updatedAt: now })
    .run();
}

/** Disconnects every way in but the password. */
export function deleteOtherSignInWays(db: Database, userId: string): void {
  db.orm
    .delete(account)
    .where(and(eq(account.userId, userId), ne(account.providerId, passwordProvider)))
    .run();
}

/** Whether anybody owns the installation. */
export function hasAdmin(db: Database): boolean {
  return db.orm.select({ id: user.id }).from(user).where(eq(user.role, "admin")).get() !== undefined;
}
