import { regradeStates } from "@gradmark/contract";
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { handIn } from "./hand-in.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Teams that ask for a part to be looked at again; one open request a part. */
export const regradeRequest = sqliteTable(
  "regrade_request",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    handInId: text()
      .notNull()
      .references(() => handIn.id),
    part: text().notNull(),
    askedBy: text()
      .notNull()
      .references(() => user.id),
    text: text().notNull(),
    state: text({ enum: regradeStates }).notNull(),
    answer: text().notNull(),
    pointsBefore: integer(),
    pointsAfter: integer(),
    answeredBy: text().references(() => user.id),
    askedAt: integer({ mode: "timestamp_ms" }).notNull(),
    answeredAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    index("regrade_request_course").on(table.courseId, table.state),
    uniqueIndex("regrade_request_open").on(table.teamId, table.part).where(sql`state = 'open'`),
  ],
);
