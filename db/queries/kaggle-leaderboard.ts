import { asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { kaggleLeaderboard } from "../schema/kaggle-leaderboard.ts";

/** A row of a board that was hosted on Kaggle, the name byte for byte. */
export interface KaggleBoardRow {
  team: string;
  score: number | null;
  rank: number;
}

/** The board that was imported last, best first; null when none was. */
export function selectOptionalKaggleBoard(
  db: Database,
  courseId: string,
): { rows: KaggleBoardRow[]; importedAt: Date } | null {
  const found = db.orm
    .select()
    .from(kaggleLeaderboard)
    .where(eq(kaggleLeaderboard.courseId, courseId))
    .orderBy(asc(kaggleLeaderboard.rank), asc(kaggleLeaderboard.team))
    .all();
  const [first] = found;
  if (!first) return null;
  return { rows: found.map(({ team, score, rank }) => ({ team, score, rank })), importedAt: first.importedAt };
}
