import { type EntrySource, entryKinds, type InputProblem, type Scored, workStates } from "@gradmark/contract";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

export const entry = sqliteTable(
  "entry",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text().references(() => team.id),
    kind: text({ enum: entryKinds }).notNull(),
    uploadedBy: text().references(() => user.id),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    fileName: text().notNull(),
    description: text().notNull(),
    state: text({ enum: workStates }).notNull(),
    problems: text({ mode: "json" }).$type<InputProblem[]>().notNull(),
    publicScore: text({ mode: "json" }).$type<Scored>(),
    privateScore: text({ mode: "json" }).$type<Scored>(),
    /** `publicScore.score` once more, for sorting and comparing in SQL. */
    publicValue: real(),
    source: text({ mode: "json" }).$type<EntrySource>(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    scoredAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    index("entry_team").on(table.teamId, table.createdAt),
    index("entry_course_kind").on(table.courseId, table.kind),
  ],
);
