import { type JobProgress, type JobReason, jobKinds, workStates } from "@gradmark/contract";
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";

export const job = sqliteTable(
  "job",
  {
    id: text().primaryKey(),
    kind: text({ enum: jobKinds }).notNull(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text().references(() => team.id),
    subjectId: text().notNull(),
    state: text({ enum: workStates }).notNull(),
    priority: integer().notNull(),
    attempts: integer().notNull(),
    workerId: text(),
    leaseUntil: integer({ mode: "timestamp_ms" }),
    deadlineMs: integer().notNull(),
    notBefore: integer({ mode: "timestamp_ms" }).notNull(),
    cancelAsked: integer({ mode: "boolean" }).notNull().default(false),
    progress: text({ mode: "json" }).$type<JobProgress>(),
    reason: text({ mode: "json" }).$type<JobReason>(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    startedAt: integer({ mode: "timestamp_ms" }),
    finishedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    index("job_state").on(table.state, table.priority),
    index("job_team").on(table.teamId, table.startedAt),
    // One unfinished job per subject: a double click or a repeated regrade cannot run a thing twice at once.
    uniqueIndex("job_unfinished_subject").on(table.kind, table.subjectId).where(sql`state in ('waiting', 'running')`),
  ],
);
