import { staffActions } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** The audit log of the staff. Append-only: triggers in the migrations refuse every UPDATE and DELETE. */
export const staffAction = sqliteTable(
  "staff_action",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    courseId: text()
      .notNull()
      .references(() => course.id),
    actor: text()
      .notNull()
      .references(() => user.id),
    action: text({ enum: staffActions }).notNull(),
    subjectId: text(),
    teamId: text(),
    before: text({ mode: "json" }),
    after: text({ mode: "json" }),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("staff_action_course").on(table.courseId, table.at),
    index("staff_action_actor").on(table.courseId, table.actor, table.action),
    index("staff_action_subject").on(table.subjectId),
  ],
);
