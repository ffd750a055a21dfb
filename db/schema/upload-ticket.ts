import type { UploadTicket } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { apiToken } from "./api-token.ts";
import { course } from "./course.ts";
import { entry } from "./entry.ts";
import { user } from "./user.ts";

/** Uploads in steps: permission, bytes, entry. Rows that have expired are swept. */
export const uploadTicket = sqliteTable(
  "upload_ticket",
  {
    hash: text().primaryKey(),
    tokenId: text()
      .notNull()
      .references(() => apiToken.id, { onDelete: "cascade" }),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    courseId: text()
      .notNull()
      .references(() => course.id),
    fileName: text().notNull(),
    bytes: integer().notNull(),
    received: text({ mode: "json" }).$type<NonNullable<UploadTicket["received"]>>(),
    entryId: text().references(() => entry.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    expiresAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("upload_ticket_expiry").on(table.expiresAt)],
);
