import { and, desc, eq, gt, ne } from "drizzle-orm";
import type { Database } from "../database.ts";
import { session } from "../schema/session.ts";

/** A place where somebody is signed in; never its token, which would open it. */
export interface SessionRow {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  /** To within some minutes. */
  lastSeenAt: Date;
}

/** The sessions of a person that have not expired, the last seen first. */
export function selectSessionsOf(db: Database, { userId, now }: { userId: string; now: Date }): SessionRow[] {
  return db.orm
    .select({
      id: session.id,
      userAgent: session.userAgent,
      ipAddress: session.ipAddress,
      createdAt: session.createdAt,
      lastSeenAt: session.updatedAt,
    })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, now)))
    .orderBy(desc(session.updatedAt), desc(session.createdAt))
    .all();
}

/** Ends one session of a person; `false` when the person has no such session. */
export function deleteSession(db: Database, { userId, sessionId }: { userId: string; sessionId: string }): boolean {
  const own = and(eq(session.userId, userId), eq(session.id, sessionId));
  return db.orm.delete(session).where(own).run().changes > 0;
}

/** Ends all sessions of a person but one; how many. */
export function deleteOtherSessions(db: Database, { userId, keep }: { userId: string; keep: string }): number {
  const others = and(eq(session.userId, userId), ne(session.id, keep));
  return db.orm.delete(session).where(others).run().changes;
}
