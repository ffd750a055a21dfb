import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

export const announcement = sqliteTable(
  "announcement",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    title: text().notNull(),
    body: text().notNull(),
    pinned: integer({ mode: "boolean" }).notNull(),
    version: integer().notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    changedAt: integer({ mode: "timestamp_ms" }).notNull(),
    withdrawnAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("announcement_course").on(table.courseId, table.createdAt)],
);

/** Every version, the present one too; rows are added only. */
export const announcementVersion = sqliteTable(
  "announcement_version",
  {
    announcementId: text()
      .notNull()
      .references(() => announcement.id),
    version: integer().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    pinned: integer({ mode: "boolean" }).notNull(),
    withdrawn: integer({ mode: "boolean" }).notNull(),
    by: text()
      .notNull()
      .references(() => user.id),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.announcementId, table.version] })],
);
