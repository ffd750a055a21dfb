import { type LinkCheck, type ModelLink, type RerunVerdict, type StoredFile, workStates } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { entry } from "./entry.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

export const handIn = sqliteTable(
  "hand_in",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    submittedBy: text().references(() => user.id),
    script: text({ mode: "json" }).$type<StoredFile>().notNull(),
    report: text({ mode: "json" }).$type<StoredFile>(),
    models: text({ mode: "json" }).$type<StoredFile[]>().notNull(),
    link: text({ mode: "json" }).$type<ModelLink>(),
    linkCheck: text({ mode: "json" }).$type<LinkCheck>(),
    finalEntryId: text().references(() => entry.id),
    state: text({ enum: workStates }).notNull(),
    verdict: text({ mode: "json" }).$type<RerunVerdict>(),
    replacedBy: text(),
    submittedAt: integer({ mode: "timestamp_ms" }).notNull(),
    checkedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("hand_in_team").on(table.teamId, table.submittedAt), index("hand_in_course").on(table.courseId)],
);
