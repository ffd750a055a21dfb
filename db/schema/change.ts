import { changeTopics } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What changed, in order: pages in another process ask for everything after the last number they saw. */
export const change = sqliteTable(
  "change",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    courseId: text().notNull(),
    teamId: text(),
    /** For one person alone. */
    userId: text(),
    topic: text({ enum: changeTopics }).notNull(),
    subjectId: text().notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("change_at").on(table.at), index("change_topic").on(table.courseId, table.topic, table.id)],
);
