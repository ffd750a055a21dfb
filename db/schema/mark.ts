import { type AppliedItem, markPurposes, markStates } from "@gradmark/contract";
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { handIn } from "./hand-in.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** What graders say of the parts of a hand-in. One mark of a part counts; the others are there to be compared. */
export const mark = sqliteTable(
  "mark",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    handInId: text()
      .notNull()
      .references(() => handIn.id),
    part: text().notNull(),
    purpose: text({ enum: markPurposes }).notNull(),
    graderId: text()
      .notNull()
      .references(() => user.id),
    version: integer().notNull(),
    state: text({ enum: markStates }).notNull(),
    applied: text({ mode: "json" }).$type<AppliedItem[]>().notNull(),
    adjustment: integer().notNull(),
    adjustmentWhy: text().notNull(),
    comment: text().notNull(),
    note: text().notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    savedAt: integer({ mode: "timestamp_ms" }).notNull(),
    doneAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    uniqueIndex("mark_that_counts").on(table.handInId, table.part).where(sql`purpose = 'grade'`),
    uniqueIndex("mark_of_grader")
      .on(table.handInId, table.part, table.purpose, table.graderId)
      .where(sql`purpose <> 'grade'`),
    index("mark_course").on(table.courseId, table.part),
    index("mark_team").on(table.teamId),
  ],
);
