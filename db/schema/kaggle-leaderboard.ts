import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";

/** The board of the same competition on Kaggle, as it was imported last: names byte for byte. */
export const kaggleLeaderboard = sqliteTable(
  "kaggle_leaderboard",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    team: text().notNull(),
    /** Null where Kaggle showed no number. */
    score: real(),
    rank: integer().notNull(),
    importedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.team] })],
);
