import type { PartGrade } from "@gradmark/contract";
import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** The present points of a part that a person grades; every earlier value is in the ledger. */
export const partGrade = sqliteTable(
  "part_grade",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    part: text().notNull(),
    points: real().notNull(),
    items: text({ mode: "json" }).$type<PartGrade["items"]>().notNull(),
    comment: text().notNull(),
    gradedBy: text().references(() => user.id),
    gradedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.part] })],
);
