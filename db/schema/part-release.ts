import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** The parts whose marks and comments the teams may see. */
export const partRelease = sqliteTable(
  "part_release",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    part: text().notNull(),
    releasedBy: text()
      .notNull()
      .references(() => user.id),
    releasedAt: integer({ mode: "timestamp_ms" }).notNull(),
    /** Until when teams may ask for another look; null: they may not. */
    regradeUntil: integer({ mode: "timestamp_ms" }),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.part] })],
);
