import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";

/** The class at one midnight of the course's zone, by place value (`team.rankKey`): best, quartiles. */
export const boardDay = sqliteTable(
  "board_day",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    day: integer({ mode: "timestamp_ms" }).notNull(),
    teams: integer().notNull(),
    best: real().notNull(),
    upper: real().notNull(),
    median: real().notNull(),
    lower: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.day] })],
);
