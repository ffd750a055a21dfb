import { teamRequestStates } from "@gradmark/contract";
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Who asked which team to be taken in, and what came of it. */
export const teamRequest = sqliteTable(
  "team_request",
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
    fromTeamId: text().references(() => team.id),
    state: text({ enum: teamRequestStates }).notNull(),
    askedAt: integer({ mode: "timestamp_ms" }).notNull(),
    decidedAt: integer({ mode: "timestamp_ms" }),
    decidedBy: text().references(() => user.id),
  },
  (table) => [
    index("team_request_team").on(table.teamId, table.state),
    // Asking twice is asking once.
    uniqueIndex("team_request_open").on(table.teamId, table.askedBy).where(sql`state = 'open'`),
  ],
);
