import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { handIn } from "../schema/hand-in.ts";
import { mark } from "../schema/mark.ts";
import { team } from "../schema/team.ts";

/** A hand-in that counts, without what is in it: cheap for a whole course. */
export interface QueuedHandIn {
  handInId: string;
  teamId: string;
  teamName: string;
  submittedAt: Date;
}

/** The hand-ins of a course that count, in the order in which they came. */
export function selectQueuedHandIns(db: Database, courseId: string): QueuedHandIn[] {
  return db.orm
    .select({ handInId: handIn.id, teamId: team.id, teamName: team.name, submittedAt: handIn.submittedAt })
    .from(handIn)
    .innerJoin(team, eq(team.id, handIn.teamId))
    .where(and(eq(handIn.courseId, courseId), isNull(handIn.replacedBy)))
    .orderBy(asc(handIn.submittedAt), asc(handIn.id))
    .all();
}

/** How far the marks on those hand-ins are, without what they say. */
export function selectMarkStates(db: Database, courseId: string) {
  return db.orm
    .select({
      handInId: mark.handInId,
      part: mark.part,
      purpose: mark.purpose,
      graderId: mark.graderId,
      state: mark.state,
      version: mark.version,
      doneAt: mark.doneAt,
    })
    .from(mark)
    .innerJoin(handIn, and(eq(handIn.id, mark.handInId), isNull(handIn.replacedBy)))
    .where(eq(mark.courseId, courseId))
    .all();
}
