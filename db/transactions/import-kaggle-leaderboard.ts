import { eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { insertChange } from "../queries/change.ts";
import type { KaggleBoardRow } from "../queries/kaggle-leaderboard.ts";
import { kaggleLeaderboard } from "../schema/kaggle-leaderboard.ts";

/**
 * Keeps a course's board as it stands on Kaggle, in place of the one that was imported before. Team names are checked
 * against it, byte for byte; nobody's grade rests on it.
 *
 * @param rows each name once; an empty list forgets the board
 */
export function importKaggleLeaderboard(
  db: Database,
  { courseId, rows, now }: { courseId: string; rows: readonly KaggleBoardRow[]; now: Date },
): void {
  inTransaction(db, () => {
    db.orm.delete(kaggleLeaderboard).where(eq(kaggleLeaderboard.courseId, courseId)).run();
    for (const { team, score, rank } of rows)
      db.orm.insert(kaggleLeaderboard).values({ courseId, team, score, rank, importedAt: now }).run();
    insertChange(db, { courseId, teamId: null, topic: "team", subjectId: courseId, at: now });
  });
}
