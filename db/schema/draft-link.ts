import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** The link to a model on a team's check-list, before it is handed in. */
export const draftLink = sqliteTable("draft_link", {
  teamId: text()
    .primaryKey()
    .references(() => team.id, { onDelete: "cascade" }),
  courseId: text()
    .notNull()
    .references(() => course.id),
  url: text().notNull(),
  addedBy: text()
    .notNull()
    .references(() => user.id),
  createdAt: integer({ mode: "timestamp_ms" }).notNull(),
});
