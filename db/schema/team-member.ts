import { teamRoles } from "@gradmark/contract";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** The primary key says: a user is in at most one team of a course. */
export const teamMember = sqliteTable(
  "team_member",
  {
    courseId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id),
    teamId: text().notNull(),
    role: text({ enum: teamRoles }).notNull().default("member"),
    joinedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.userId] }),
    foreignKey({
      columns: [table.teamId, table.courseId],
      foreignColumns: [team.id, team.courseId],
      name: "team_member_team",
    }),
    index("team_member_by_team").on(table.teamId),
  ],
);
