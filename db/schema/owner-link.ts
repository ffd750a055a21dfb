import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One-time links by which the first owner of an installation sets the account up; of each only the SHA-256. */
export const ownerLink = sqliteTable("owner_link", {
  hash: text().primaryKey(),
  createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  expiresAt: integer({ mode: "timestamp_ms" }).notNull(),
  usedAt: integer({ mode: "timestamp_ms" }),
});
