import { type ModelLink, type PrecheckReport, type StoredFile, workStates } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { entry } from "./entry.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Runs of a hand-in before it is handed in. Their number of a day is limited, so they are kept. */
export const precheck = sqliteTable(
  "precheck",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    askedBy: text()
      .notNull()
      .references(() => user.id),
    script: text({ mode: "json" }).$type<StoredFile>(),
    report: text({ mode: "json" }).$type<StoredFile>(),
    models: text({ mode: "json" }).$type<StoredFile[]>().notNull(),
    link: text({ mode: "json" }).$type<ModelLink>(),
    finalEntryId: text().references(() => entry.id),
    state: text({ enum: workStates }).notNull(),
    result: text({ mode: "json" }).$type<PrecheckReport>(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    startedAt: integer({ mode: "timestamp_ms" }),
    checkedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("precheck_team").on(table.teamId, table.createdAt)],
);
