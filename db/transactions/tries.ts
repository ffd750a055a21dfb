import type { Course } from "@gradmark/contract";
import { courseDay } from "../course-day.ts";
import type { Database } from "../database.ts";
import { selectTriesUsed } from "../queries/ledger.ts";

/** A team's tries of the present day. `nextAt` is the start of the next day in the course's time zone. */
export interface Tries {
  allowed: number;
  used: number;
  left: number;
  nextAt: Date;
}

/** Counted from the ledger. A try that was given back counts for the day on which it came back, when it is of use. */
export function selectTries(
  db: Database,
  { course, teamId, now }: { course: Course; teamId: string; now: Date },
): Tries {
  const { start, end } = courseDay(now, course.timeZone);
  const allowed = course.kit.competition.triesPerDay;
  const used = selectTriesUsed(db, { teamId, from: start, to: end });
  return { allowed, used, left: Math.max(0, allowed - used), nextAt: end };
}
