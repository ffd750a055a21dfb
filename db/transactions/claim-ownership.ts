import type { Person } from "@gradmark/contract";
import { and, eq, gt, isNull } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { hasAdmin, insertPasswordRow } from "../queries/sign-in-way.ts";
import { insertPerson, selectOptionalPersonByEmail, selectPerson, updatePerson } from "../queries/user.ts";
import { ownerLink } from "../schema/owner-link.ts";

export type OwnerRefusal = "unknown-link" | "used-link" | "expired-link" | "owner-exists" | "address-taken";

/** Who becomes the owner: an account that exists, or a new one with its password already hashed. */
export type FutureOwner = { userId: string } | { name: string; email: string; passwordHash: string };

/**
 * Keeps the hash of a new one-time link, and ends those offered before; `false`, and nothing kept, when somebody owns
 * the installation already.
 */
export function offerOwnership(db: Database, offer: { hash: string; now: Date; expiresAt: Date }): boolean {
  const { hash, now, expiresAt } = offer;
  return inTransaction(db, () => {
    if (hasAdmin(db)) return false;
    db.orm
      .update(ownerLink)
      .set({ expiresAt: now })
      .where(and(isNull(ownerLink.usedAt), gt(ownerLink.expiresAt, now)))
      .run();
    db.orm.insert(ownerLink).values({ hash, createdAt: now, expiresAt }).run();
    return true;
  });
}

/** Why a link opens nothing; null while it does. */
export function ownershipRefusal(db: Database, { hash, now }: { hash: string; now: Date }): OwnerRefusal | null {
  const link = db.orm.select().from(ownerLink).where(eq(ownerLink.hash, hash)).get();
  if (!link) return "unknown-link";
  if (link.usedAt) return "used-link";
  if (link.expiresAt <= now) return "expired-link";
  return hasAdmin(db) ? "owner-exists" : null;
}

/** Uses a link up: its bearer owns the installation from now on. A refusal uses nothing up. */
export function claimOwnership(
  db: Database,
  { hash, owner, now }: { hash: string; owner: FutureOwner; now: Date },
): { ok: true; person: Person } | { ok: false; refusal: OwnerRefusal } {
  return inTransaction(db, () => {
    const refusal = ownershipRefusal(db, { hash, now });
    if (refusal) return { ok: false, refusal };
    const userId = "userId" in owner ? owner.userId : insertOwner(db, owner, now);
    if (userId === null) return { ok: false, refusal: "address-taken" };
    // Whoever reads the console of the machine needs no mail to be believed.
    updatePerson(db, { userId, role: "admin", emailVerified: true, now });
    db.orm.update(ownerLink).set({ usedAt: now }).where(eq(ownerLink.hash, hash)).run();
    return { ok: true, person: selectPerson(db, userId) };
  });
}

function insertOwner(db: Database, owner: Exclude<FutureOwner, { userId: string }>, now: Date): string | null {
  const { email, name, passwordHash } = owner;
  if (selectOptionalPersonByEmail(db, email)) return null;
  const { id } = insertPerson(db, { email, name, emailVerified: true, now });
  insertPasswordRow(db, { userId: id, passwordHash, now });
  return id;
}
