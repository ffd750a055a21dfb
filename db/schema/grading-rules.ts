import type { GradingRules } from "@gradmark/contract";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** Every version of a course's grading rules; the highest one holds. A course without a row has its kit's rules. */
export const gradingRules = sqliteTable(
  "grading_rules",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    version: integer().notNull(),
    rules: text({ mode: "json" }).$type<GradingRules>().notNull(),
    why: text().notNull(),
    createdBy: text()
      .notNull()
      .references(() => user.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.version] })],
);
