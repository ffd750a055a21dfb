import { type ApiToken, apiToken as tokenRow } from "@gradmark/contract";
import { and, count, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { apiToken } from "../schema/api-token.ts";
import { arrival } from "./arrival.ts";

/** The row alone; `createApiToken` counts first. */
export function insertApiTokenRow(
  db: Database,
  values: Omit<ApiToken, "id" | "createdAt" | "lastUsedAt" | "revokedAt"> & { now: Date },
): ApiToken {
  const { now, ...rest } = values;
  const row = db.orm
    .insert(apiToken)
    .values({ ...rest, id: db.newId(), createdAt: now })
    .returning()
    .get();
  return tokenRow.parse(row);
}

/** By the SHA-256 of the token; also one that is revoked or has expired. */
export function selectOptionalApiTokenByHash(db: Database, hash: string): ApiToken | undefined {
  const row = db.orm.select().from(apiToken).where(eq(apiToken.hash, hash)).get();
  return row && tokenRow.parse(row);
}

export function selectOptionalApiToken(db: Database, id: string): ApiToken | undefined {
  const row = db.orm.select().from(apiToken).where(eq(apiToken.id, id)).get();
  return row && tokenRow.parse(row);
}

/** A person's tokens, newest first; revoked and expired ones among them. */
export function selectApiTokensOf(db: Database, userId: string): ApiToken[] {
  const rows = db.orm
    .select()
    .from(apiToken)
    .where(eq(apiToken.userId, userId))
    .orderBy(desc(apiToken.createdAt), desc(arrival(apiToken)))
    .limit(100)
    .all();
  return rows.map((row) => tokenRow.parse(row));
}

export function countLiveApiTokens(db: Database, { userId, now }: { userId: string; now: Date }): number {
  const live = and(eq(apiToken.userId, userId), isNull(apiToken.revokedAt), gt(apiToken.expiresAt, now));
  return db.orm.select({ n: count() }).from(apiToken).where(live).get()?.n ?? 0;
}

/** Notes that a token was used, at most once a minute: a look-up must not cost a write each time. */
export function updateApiTokenUsed(db: Database, { tokenId, now }: { tokenId: string; now: Date }): void {
  const minuteAgo = new Date(now.getTime() - 60_000);
  const stale = or(isNull(apiToken.lastUsedAt), lt(apiToken.lastUsedAt, minuteAgo));
  db.orm
    .update(apiToken)
    .set({ lastUsedAt: now })
    .where(and(eq(apiToken.id, tokenId), stale))
    .run();
}

/** Ends a person's token for good; `false` when the person has no such token. One that has ended keeps its time. */
export function updateApiTokenRevoked(
  db: Database,
  { tokenId, userId, now }: { tokenId: string; userId: string; now: Date },
): boolean {
  const own = and(eq(apiToken.id, tokenId), eq(apiToken.userId, userId));
  db.orm
    .update(apiToken)
    .set({ revokedAt: now })
    .where(and(own, isNull(apiToken.revokedAt)))
    .run();
  return db.orm.select({ id: apiToken.id }).from(apiToken).where(own).get() !== undefined;
}
