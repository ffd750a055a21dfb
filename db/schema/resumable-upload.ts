import { type ResumableUpload, uploadKinds } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** Uploads that come in pieces. Rows that have expired are swept, with their files. */
export const resumableUpload = sqliteTable(
  "resumable_upload",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    kind: text({ enum: uploadKinds }).notNull(),
    bytes: integer().notNull(),
    received: text({ mode: "json" }).$type<NonNullable<ResumableUpload["received"]>>(),
    subjectId: text(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    expiresAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("resumable_upload_user").on(table.userId, table.createdAt),
    index("resumable_upload_expiry").on(table.expiresAt),
  ],
);
