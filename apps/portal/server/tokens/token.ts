import { createHash, randomBytes } from "node:crypto";
import type { ApiToken } from "@gradmark/contract";
import { formatInstant } from "#components/format.ts";

/** A new secret of 256 random bits in letters that need no quotes anywhere; the prefix tells scanners what it is. */
export function makeSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/**
 * What is kept of a secret. One round of SHA-256 is enough, as a password's would not be: nobody guesses 256 random
 * bits, so there is nothing to slow down.
 */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Why a token opens nothing any more; null while it does. */
export function endOf(token: ApiToken, now: Date): string | null {
  if (token.revokedAt) return `This API token was revoked ${formatInstant(token.revokedAt, "UTC")}.`;
  if (token.expiresAt <= now) return `This API token expired ${formatInstant(token.expiresAt, "UTC")}.`;
  return null;
}
