import { noticeMail as mailRow, type NoticeMail, notice as noticeRow } from "@gradmark/contract";
import { and, asc, count, eq, getTableColumns, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import type { ToldNotice } from "../queries/notice.ts";
import { course } from "../schema/course.ts";
import { notice, noticeMail } from "../schema/notice.ts";

/** A mail that one sender may send now, and nobody else until `leaseUntil`. */
export interface LeasedMail extends ToldNotice {
  mail: NoticeMail;
}

/**
 * Takes mails that are due, oldest first. Two senders never hold the same one; that of a sender that died is due again
 * when its lease is over, so a mail is sent at least once, and a repeat has the same id.
 */
export function leaseMails(
  db: Database,
  { now, leaseMs, limit }: { now: Date; leaseMs: number; limit: number },
): LeasedMail[] {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const rows = inTransaction(db, () => {
    const due = selectDue(db, now, limit);
    const ids = due.map(({ mail }) => mail.id);
    const taken = { attempts: sql`${noticeMail.attempts} + 1`, leaseUntil };
    if (ids.length > 0) db.orm.update(noticeMail).set(taken).where(inArray(noticeMail.id, ids)).run();
    return due;
  });
  // Parsed after the commit: a row that cannot be read is leased too, and does not stand in the way of the others.
  return rows.map(({ mail, ...row }) => ({
    ...row,
    mail: mailRow.parse({ ...mail, attempts: mail.attempts + 1, leaseUntil }),
    notice: noticeRow.parse(row.notice),
  }));
}

function selectDue(db: Database, now: Date, limit: number) {
  return db.orm
    .select({
      mail: getTableColumns(noticeMail),
      notice: getTableColumns(notice),
      course: { slug: course.slug, name: course.name, timeZone: course.timeZone },
    })
    .from(noticeMail)
    .innerJoin(notice, eq(notice.id, noticeMail.noticeId))
    .innerJoin(course, eq(course.id, notice.courseId))
    .where(
      and(
        eq(noticeMail.state, "waiting"),
        lte(noticeMail.notBefore, now),
        or(isNull(noticeMail.leaseUntil), lte(noticeMail.leaseUntil, now)),
      ),
    )
    .orderBy(asc(noticeMail.notBefore), asc(noticeMail.id))
    .limit(limit)
    .all();
}

/** Says that a mail was taken by the next server, unless the lease was lost. */
export function recordMailSent(db: Database, mail: NoticeMail, now: Date): "recorded" | "lost" {
  return settle(db, mail, { state: "sent", sentAt: now, leaseUntil: null, failure: null });
}

/** Keeps why a mail was not sent, and tries again at `retryAt`; with null it is given up. */
export function recordMailFailure(
  db: Database,
  mail: NoticeMail,
  { failure, retryAt }: { failure: string; retryAt: Date | null },
): "recorded" | "lost" {
  const later = retryAt ? { notBefore: retryAt } : { state: "given-up" as const };
  return settle(db, mail, { ...later, leaseUntil: null, failure });
}

/** The number of attempts tells leases apart: each one counts up. */
function settle(
  db: Database,
  { id, attempts }: NoticeMail,
  values: Partial<typeof noticeMail.$inferInsert>,
): "recorded" | "lost" {
  const held = and(eq(noticeMail.id, id), eq(noticeMail.attempts, attempts), eq(noticeMail.state, "waiting"));
  return db.orm.update(noticeMail).set(values).where(held).run().changes === 1 ? "recorded" : "lost";
}

/** How many mails are in each state: what an operator wants to see. */
export function countMails(db: Database): Record<NoticeMail["state"], number> {
  const rows = db.orm.select({ state: noticeMail.state, n: count() }).from(noticeMail).groupBy(noticeMail.state).all();
  return { waiting: 0, sent: 0, "given-up": 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}
