import { answerFormats, type GradientAnswer, gradientVerdicts } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Every answer that could be read is kept; the newest and the best of a slot are selected. */
export const answer = sqliteTable(
  "answer",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    userId: text().references(() => user.id),
    problem: text().notNull(),
    slot: text().notNull(),
    answer: text({ mode: "json" }).$type<GradientAnswer>().notNull(),
    format: text({ enum: answerFormats }).notNull(),
    verdict: text({ enum: gradientVerdicts }).notNull(),
    detail: text({ mode: "json" }).notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    decidedBy: text().references(() => user.id),
    decidedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    index("answer_slot").on(table.teamId, table.problem, table.slot, table.createdAt),
    index("answer_course_verdict").on(table.courseId, table.verdict),
  ],
);
