import { type Database, offerOwnership } from "@gradmark/db";
import { hashSecret, makeSecret } from "../tokens/token.ts";
import { accountLink } from "./account-mails.ts";

/**
 * The one-time link by which the first owner sets the account up, good for 24 hours and until the next start; null when
 * somebody owns the house. Whoever can read what the start prints owns the machine anyway. Of the link only a hash is
 * kept.
 */
export function offerOwnerLink(database: Database, { url, now }: { url: string; now: Date }): string | null {
  const secret = makeSecret("owner");
  const expiresAt = new Date(now.getTime() + dayMs);
  return offerOwnership(database, { hash: hashSecret(secret), now, expiresAt })
    ? accountLink(url, "owner", secret)
    : null;
}

const dayMs = 24 * 60 * 60_000;
