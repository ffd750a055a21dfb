import type { Course } from "@gradmark/contract";
import { and, asc, desc, eq, gte, isNotNull, lt } from "drizzle-orm";
import { courseDay } from "../course-day.ts";
import { type Database, inTransaction } from "../database.ts";
import type { ClassStanding } from "../queries/board-history.ts";
import { boardDay } from "../schema/board-day.ts";
import { boardStanding } from "../schema/board-standing.ts";
import { boardStep } from "../schema/board-step.ts";
import { team } from "../schema/team.ts";

/** A team's place value, the smaller the better. */
type Keys = Map<string, number>;

/**
 * Makes sure that the class is on record at every midnight of the course's zone up to the last one, and each team's
 * place at that last one: the first reader of a day writes it, for everybody else it is one look at an index. What
 * stood at a midnight is read from the steps before it, however late it is recorded.
 *
 * @returns the last midnight
 */
export function recordBoardDays(db: Database, { course, now }: { course: Course; now: Date }): Date {
  const today = courseDay(now, course.timeZone).start;
  if (isMissing(db, course.id, today))
    inTransaction(db, () => {
      if (isMissing(db, course.id, today)) writeDays(db, course, today);
    });
  return today;
}

/** Whether teams stood on the board before this midnight, and nobody wrote it down. */
function isMissing(db: Database, courseId: string, today: Date): boolean {
  const last = lastDay(db, courseId);
  if (last) return last < today;
  const stood = and(eq(boardStep.courseId, courseId), lt(boardStep.at, today));
  return db.orm.select({ id: boardStep.id }).from(boardStep).where(stood).limit(1).get() !== undefined;
}

function lastDay(db: Database, courseId: string): Date | undefined {
  const ofCourse = eq(boardDay.courseId, courseId);
  return db.orm.select({ day: boardDay.day }).from(boardDay).where(ofCourse).orderBy(desc(boardDay.day)).get()?.day;
}

/** Goes on from the newest midnight on record; each step is read once, whatever the number of midnights. */
function writeDays(db: Database, { id: courseId, timeZone }: Course, today: Date): void {
  const last = lastDay(db, courseId);
  const keys: Keys = last ? keysAtLastDay(db, courseId) : new Map();
  const steps = db.orm
    .select({ teamId: boardStep.teamId, rankKey: boardStep.rankKey, at: boardStep.at })
    .from(boardStep)
    .where(and(eq(boardStep.courseId, courseId), last ? gte(boardStep.at, last) : undefined, lt(boardStep.at, today)))
    .orderBy(asc(boardStep.at), asc(boardStep.id))
    .all();
  const first = last ?? steps[0]?.at;
  if (!first) return;
  let next = 0;
  for (let { end } = courseDay(first, timeZone); end <= today; end = courseDay(end, timeZone).end) {
    for (let step = steps[next]; step && step.at < end; step = steps[++next]) {
      if (step.rankKey === null) keys.delete(step.teamId);
      else keys.set(step.teamId, step.rankKey);
    }
    const standing = standingOf(keys, end);
    if (standing)
      db.orm
        .insert(boardDay)
        .values({ courseId, ...standing })
        .run();
  }
  replaceStandings(db, { courseId, day: today, keys });
}

function keysAtLastDay(db: Database, courseId: string): Keys {
  const rows = db.orm.select().from(boardStanding).where(eq(boardStanding.courseId, courseId)).all();
  return new Map(rows.map(({ teamId, rankKey }) => [teamId, rankKey]));
}

/** Best and quartiles (each the value of one team, so that it can be shown as that team's is). */
function standingOf(keys: Keys, day: Date): ClassStanding | null {
  const sorted = Float64Array.from(keys.values()).sort();
  const [best] = sorted;
  if (best === undefined) return null;
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? best;
  return { day, teams: sorted.length, best, upper: at(0.25), median: at(0.5), lower: at(0.75) };
}

/** Standard competition ranking of the teams that take part today: equal keys share the better place. */
function replaceStandings(db: Database, { courseId, day, keys }: { courseId: string; day: Date; keys: Keys }): void {
  const admitted = db.orm
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.courseId, courseId), isNotNull(team.admittedAt)))
    .all();
  const standing = admitted
    .flatMap(({ id }) => {
      const rankKey = keys.get(id);
      return rankKey === undefined ? [] : [{ teamId: id, rankKey }];
    })
    .sort((one, other) => one.rankKey - other.rankKey);
  db.orm.delete(boardStanding).where(eq(boardStanding.courseId, courseId)).run();
  let place = 0;
  for (const [k, row] of standing.entries()) {
    if (standing[k - 1]?.rankKey !== row.rankKey) place = k + 1;
    db.orm
      .insert(boardStanding)
      .values({ courseId, day, place, ...row })
      .run();
  }
}
