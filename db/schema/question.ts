import { type Question, questionSides, questionStates } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

export const question = sqliteTable(
  "question",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    /** An untouched team can vanish; its question stays with whoever asked. */
    teamId: text().references(() => team.id, { onDelete: "set null" }),
    askedBy: text()
      .notNull()
      .references(() => user.id),
    title: text().notNull(),
    state: text({ enum: questionStates }).notNull(),
    duplicateOf: text(),
    published: text({ mode: "json" }).$type<Question["published"]>(),
    publishedAt: integer({ mode: "timestamp_ms" }),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    changedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("question_course").on(table.courseId, table.state, table.createdAt),
    index("question_team").on(table.teamId),
    index("question_asker").on(table.askedBy),
  ],
);

export const questionMessage = sqliteTable(
  "question_message",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    questionId: text()
      .notNull()
      .references(() => question.id),
    side: text({ enum: questionSides }).notNull(),
    authorId: text()
      .notNull()
      .references(() => user.id),
    body: text().notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("question_message_question").on(table.questionId)],
);
