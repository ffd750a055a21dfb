import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";

/** Where each team stood at the newest midnight that `board_day` knows. */
export const boardStanding = sqliteTable(
  "board_standing",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id, { onDelete: "cascade" }),
    day: integer({ mode: "timestamp_ms" }).notNull(),
    place: integer().notNull(),
    rankKey: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.teamId] })],
);
