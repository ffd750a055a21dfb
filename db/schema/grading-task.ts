import { markPurposes } from "@gradmark/contract";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Who grades what. Of a team and not of a hand-in, so that a hand-in that replaces another stays with its grader. */
export const gradingTask = sqliteTable(
  "grading_task",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    part: text().notNull(),
    graderId: text()
      .notNull()
      .references(() => user.id),
    purpose: text({ enum: markPurposes }).notNull(),
    assignedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.part, table.graderId] }),
    index("grading_task_course").on(table.courseId, table.graderId),
  ],
);
