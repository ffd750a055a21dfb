import { ledgerKinds } from "@gradmark/contract";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";

/** Append-only: triggers in the migrations refuse every UPDATE and DELETE. */
export const ledger = sqliteTable(
  "ledger",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text().references(() => team.id),
    kind: text({ enum: ledgerKinds }).notNull(),
    subjectId: text(),
    amount: real().notNull(),
    why: text().notNull(),
    actor: text().notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("ledger_team").on(table.teamId, table.kind, table.at),
    index("ledger_course").on(table.courseId),
    index("ledger_subject").on(table.subjectId),
  ],
);
