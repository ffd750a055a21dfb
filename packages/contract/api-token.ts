import { z } from "zod";

/** What a token allows: `read` looks at what its person may see, `submit` also uploads entries. */
export const tokenScopes = ["read", "submit"] as const;
export const tokenScope = z.enum(tokenScopes);
export type TokenScope = z.infer<typeof tokenScope>;

/** A personal API token, as it is kept: of the token itself only a hash and its last characters. */
export const apiToken = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  /** SHA-256 of the token in hexadecimal; never leaves the server. */
  hash: z.string(),
  /** The last characters, by which its owner tells it from others. */
  hint: z.string(),
  scope: tokenScope,
  /** The only course that it opens; null for all courses of its person. */
  courseId: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
export type ApiToken = z.infer<typeof apiToken>;

/** The permission to send one predictions file by a bare address, and what came of it. */
export const uploadTicket = z.object({
  /** SHA-256 of the secret in the address. */
  hash: z.string(),
  tokenId: z.string(),
  userId: z.string(),
  courseId: z.string(),
  fileName: z.string(),
  /** As announced. */
  bytes: z.number().int(),
  /** What arrived last; null before that. */
  received: z.object({ sha256: z.string(), bytes: z.number().int() }).nullable(),
  /** The entry that was made of it; a ticket makes one. */
  entryId: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type UploadTicket = z.infer<typeof uploadTicket>;
