import { and, asc, eq, gte } from "drizzle-orm";
import type { Database } from "../database.ts";
import { handInVisit } from "../schema/hand-in-visit.ts";
import { user } from "../schema/user.ts";

/** Somebody else who has a hand-in open. */
export interface Visitor {
  userId: string;
  name: string;
  since: Date;
}

/** How long a page that has fallen silent still counts as open. */
const visitMs = 60_000;

/** Says that a person has a hand-in open; after a silence it counts as opened anew. Whether it was. */
export function noteVisit(
  db: Database,
  { handInId, userId, now }: { handInId: string; userId: string; now: Date },
): { opened: boolean } {
  const place = and(eq(handInVisit.handInId, handInId), eq(handInVisit.userId, userId));
  const before = db.orm.select().from(handInVisit).where(place).get();
  const opened = !before || before.seenAt.getTime() < now.getTime() - visitMs;
  const seen = { since: opened ? now : before.since, seenAt: now };
  db.orm
    .insert(handInVisit)
    .values({ handInId, userId, ...seen })
    .onConflictDoUpdate({ target: [handInVisit.handInId, handInVisit.userId], set: seen })
    .run();
  return { opened };
}

/** Who has a hand-in open now; who came first stands first. */
export function selectVisitors(db: Database, { handInId, now }: { handInId: string; now: Date }): Visitor[] {
  return db.orm
    .select({ userId: user.id, name: user.name, since: handInVisit.since })
    .from(handInVisit)
    .innerJoin(user, eq(user.id, handInVisit.userId))
    .where(and(eq(handInVisit.handInId, handInId), gte(handInVisit.seenAt, new Date(now.getTime() - visitMs))))
    .orderBy(asc(handInVisit.since))
    .all();
}

export function deleteVisit(db: Database, { handInId, userId }: { handInId: string; userId: string }): void {
  db.orm
    .delete(handInVisit)
    .where(and(eq(handInVisit.handInId, handInId), eq(handInVisit.userId, userId)))
    .run();
}
