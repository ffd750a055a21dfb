import type { ApiToken } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { countLiveApiTokens, insertApiTokenRow } from "../queries/api-token.ts";

export type TokenRefusal = "too-many-tokens";

/** The most tokens that a person may have at a time; what has expired or was revoked does not count. */
export const maximumApiTokens = 10;

/** Keeps a new token by its hash, unless its person has as many as are allowed. */
export function createApiToken(
  db: Database,
  request: Parameters<typeof insertApiTokenRow>[1],
): { ok: true; token: ApiToken } | { ok: false; refusal: TokenRefusal } {
  return inTransaction(db, () => {
    const { userId, now } = request;
    if (countLiveApiTokens(db, { userId, now }) >= maximumApiTokens) return { ok: false, refusal: "too-many-tokens" };
    return { ok: true, token: insertApiTokenRow(db, request) };
  });
}
