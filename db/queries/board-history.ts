import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../database.ts";
import { boardDay } from "../schema/board-day.ts";
import { boardStanding } from "../schema/board-standing.ts";
import { boardStep } from "../schema/board-step.ts";

/** The places at a midnight of the course's zone, for those of the teams that stood on the board then. */
export function selectStandings(
  db: Database,
  { courseId, day, teamIds }: { courseId: string; day: Date; teamIds: string[] },
): Map<string, number> {
  const rows = db.orm
    .select({ teamId: boardStanding.teamId, place: boardStanding.place })
    .from(boardStanding)
    .where(
      and(eq(boardStanding.courseId, courseId), inArray(boardStanding.teamId, teamIds), eq(boardStanding.day, day)),
    )
    .all();
  return new Map(rows.map(({ teamId, place }) => [teamId, place]));
}

/** The class at one moment, by place value. */
export interface ClassStanding {
  day: Date;
  teams: number;
  best: number;
  upper: number;
  median: number;
  lower: number;
}

/** The class at each midnight, oldest first. */
export function selectBoardDays(db: Database, courseId: string): ClassStanding[] {
  return db.orm
    .select({
      day: boardDay.day,
      teams: boardDay.teams,
      best: boardDay.best,
      upper: boardDay.upper,
      median: boardDay.median,
      lower: boardDay.lower,
    })
    .from(boardDay)
    .where(eq(boardDay.courseId, courseId))
    .orderBy(asc(boardDay.day))
    .all();
}

/** When a team's place value changed and to what; null: it stood nowhere from then on. */
export function selectBoardSteps(db: Database, teamId: string): { at: Date; rankKey: number | null }[] {
  return db.orm
    .select({ at: boardStep.at, rankKey: boardStep.rankKey })
    .from(boardStep)
    .where(eq(boardStep.teamId, teamId))
    .orderBy(asc(boardStep.at), asc(boardStep.id))
    .all();
}

/** The row alone: see `updateBestEntry`. */
export function insertBoardStep(
  db: Database,
  step: { courseId: string; teamId: string; rankKey: number | null; at: Date },
): void {
  db.orm.insert(boardStep).values(step).run();
}
