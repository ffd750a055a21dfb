import { type Notice, type NoticeChannels, type NoticeTopic, notice as noticeRow } from "@gradmark/contract";
import { and, count, desc, eq, getTableColumns, isNull, lt, lte, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { course } from "../schema/course.ts";
import { notice, noticePreference } from "../schema/notice.ts";
import { insertChange } from "./change.ts";

/** A notice with the course that it is about, as far as its words need it. */
export interface ToldNotice {
  notice: Notice;
  course: { slug: string; name: string; timeZone: string };
}

const told = {
  notice: getTableColumns(notice),
  course: { slug: course.slug, name: course.name, timeZone: course.timeZone },
};

/** What a person was told on the page, newest first; `before` goes on where an earlier answer ended. */
export function selectNoticesOf(
  db: Database,
  { userId, before, limit }: { userId: string; before?: NoticePlace | undefined; limit: number },
): ToldNotice[] {
  const rows = db.orm
    .select(told)
    .from(notice)
    .innerJoin(course, eq(course.id, notice.courseId))
    .where(and(shownTo(userId), before && olderThan(before)))
    .orderBy(desc(notice.createdAt), desc(notice.id))
    .limit(limit)
    .all();
  return rows.map((row) => ({ ...row, notice: noticeRow.parse(row.notice) }));
}

/** A place in the list: several notices may be of one instant. */
export interface NoticePlace {
  at: Date;
  id: string;
}

function olderThan({ at, id }: NoticePlace) {
  return or(lt(notice.createdAt, at), and(eq(notice.createdAt, at), lt(notice.id, id)));
}

export function countUnreadNotices(db: Database, userId: string): number {
  const unread = and(shownTo(userId), isNull(notice.readAt));
  return db.orm.select({ n: count() }).from(notice).where(unread).get()?.n ?? 0;
}

/** Marks one notice of a person as read, or all that came until `now`. Another person's notice is left alone. */
export function updateNoticesRead(
  db: Database,
  { userId, id, now }: { userId: string; id?: string | undefined; now: Date },
): void {
  const which = id === undefined ? lte(notice.createdAt, now) : eq(notice.id, id);
  const rows = db.orm
    .update(notice)
    .set({ readAt: now })
    .where(and(shownTo(userId), isNull(notice.readAt), which))
    .returning({ courseId: notice.courseId })
    .all();
  for (const courseId of new Set(rows.map((row) => row.courseId)))
    insertChange(db, { courseId, teamId: null, userId, topic: "notice", subjectId: userId, at: now });
}

function shownTo(userId: string) {
  return and(eq(notice.userId, userId), eq(notice.onPage, true));
}

/** What a person chose, by topic; topics without a choice are absent. */
export function selectNoticePreferences(db: Database, userId: string): Map<NoticeTopic, NoticeChannels> {
  const rows = db.orm.select().from(noticePreference).where(eq(noticePreference.userId, userId)).all();
  return new Map(rows.map(({ topic, page, mail }) => [topic, { page, mail }]));
}

export function upsertNoticePreference(
  db: Database,
  { userId, topic, channels }: { userId: string; topic: NoticeTopic; channels: NoticeChannels },
): void {
  db.orm
    .insert(noticePreference)
    .values({ userId, topic, ...channels })
    .onConflictDoUpdate({ target: [noticePreference.userId, noticePreference.topic], set: channels })
    .run();
}
