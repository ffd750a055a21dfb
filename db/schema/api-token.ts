import { tokenScopes } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** Personal API tokens. A revoked or expired one stays, so that its use is answered with the reason. */
export const apiToken = sqliteTable(
  "api_token",
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text().notNull(),
    hash: text().notNull().unique(),
    hint: text().notNull(),
    scope: text({ enum: tokenScopes }).notNull(),
    courseId: text().references(() => course.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    expiresAt: integer({ mode: "timestamp_ms" }).notNull(),
    lastUsedAt: integer({ mode: "timestamp_ms" }),
    revokedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("api_token_user").on(table.userId)],
);
