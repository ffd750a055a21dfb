import { adjustmentKinds } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Points that a person moved beside the marks. A revoked one stays as history. */
export const gradeAdjustment = sqliteTable(
  "grade_adjustment",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    userId: text().references(() => user.id),
    part: text(),
    kind: text({ enum: adjustmentKinds }).notNull(),
    amount: integer().notNull(),
    why: text().notNull(),
    createdBy: text()
      .notNull()
      .references(() => user.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    revokedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("grade_adjustment_team").on(table.teamId)],
);
