import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./user.ts";

/** better-auth: who is signed in. */
export const session = sqliteTable(
  "session",
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    ipAddress: text(),
    userAgent: text(),
    expiresAt: integer({ mode: "timestamp_ms" }).notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    updatedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("session_user").on(table.userId)],
);
