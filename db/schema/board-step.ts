import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";

/** Each change of a team's place value, in order: where it stood at any time is its last step before that time. */
export const boardStep = sqliteTable(
  "board_step",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id, { onDelete: "cascade" }),
    /** As `team.rankKey`; null when the team left the board. */
    rankKey: real(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("board_step_course").on(table.courseId, table.at),
    index("board_step_team").on(table.teamId, table.at),
  ],
);
