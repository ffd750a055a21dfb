import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";

/** SQLite compares text byte by byte, so the unique name is unique byte by byte, as the competition wants it. */
export const team = sqliteTable(
  "team",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    name: text().notNull(),
    inviteCode: text().notNull().unique(),
    /** Kept up to date when an entry is scored, so that the board needs no look at all entries. */
    bestEntryId: text(),
    /** Teams stand by it, smallest first: the best entry's public score, negated where the larger score is better. */
    rankKey: real(),
    /** When the best entry was uploaded: of equal teams the earlier one is named first. */
    bestAt: integer({ mode: "timestamp_ms" }),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    admittedAt: integer({ mode: "timestamp_ms" }),
    /** What the merged team used counts for the team that it became part of: see queries/team-lineage.ts. */
    mergedIntoId: text(),
  },
  (table) => [
    unique("team_name").on(table.courseId, table.name),
    unique("team_course").on(table.id, table.courseId),
    index("team_merged").on(table.mergedIntoId),
    // The board in its order: a page of it, or how many teams stand before one, is read from this index alone.
    index("team_board")
      .on(table.courseId, table.rankKey, table.bestAt, table.id)
      .where(sql`rank_key is not null and admitted_at is not null`),
  ],
);
