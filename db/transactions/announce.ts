import type { Announcement, StaffActionName } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellCourse } from "../notices/tell.ts";
import { selectOptionalAnnouncement, upsertAnnouncementRow } from "../queries/announcement.ts";
import { insertChange } from "../queries/change.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

export type AnnouncementRefusal = "no-announcement" | "changed-meanwhile";
type Announced = { ok: true; announcement: Announcement } | { ok: false; refusal: AnnouncementRefusal };

export interface AnnouncementWords {
  title: string;
  body: string;
  pinned: boolean;
}

/** Says something to everybody in a course, and tells the students of it. */
export function publishAnnouncement(
  db: Database,
  { courseId, words, actor, now }: { courseId: string; words: AnnouncementWords; actor: string; now: Date },
): Announcement {
  const times = { createdAt: now, changedAt: now, withdrawnAt: null };
  const made = { id: db.newId(), courseId, ...words, version: 1, ...times };
  return inTransaction(db, () => {
    keep(db, made, { before: null, action: "announcement-published", actor, now });
    tell(db, made, { changed: false, now });
    return made;
  });
}

/**
 * Changes the words of an announcement. `version` is the one that the author saw: when another author was faster,
 * nothing is written. The students hear of it again only when `tellAgain` says so: a comma is no news.
 */
export function changeAnnouncement(
  db: Database,
  request: {
    id: string;
    courseId: string;
    version: number;
    words: AnnouncementWords;
    tellAgain: boolean;
    actor: string;
    now: Date;
  },
): Announced {
  const { words, tellAgain, actor, now } = request;
  return change(db, request, (before) => {
    const after = { ...before, ...words, version: before.version + 1, changedAt: now, withdrawnAt: null };
    keep(db, after, { before, action: "announcement-changed", actor, now });
    if (tellAgain) tell(db, after, { changed: true, now });
    return after;
  });
}

/** Takes an announcement off the pages. It stays in the history, and can be published again by changing it. */
export function withdrawAnnouncement(
  db: Database,
  request: { id: string; courseId: string; version: number; actor: string; now: Date },
): Announced {
  const { actor, now } = request;
  return change(db, request, (before) => {
    const after = { ...before, version: before.version + 1, changedAt: now, withdrawnAt: now };
    keep(db, after, { before, action: "announcement-withdrawn", actor, now });
    return after;
  });
}

function change(
  db: Database,
  { id, courseId, version }: { id: string; courseId: string; version: number },
  write: (before: Announcement) => Announcement,
): Announced {
  return inTransaction(db, () => {
    const before = selectOptionalAnnouncement(db, { id, courseId });
    if (!before) return { ok: false, refusal: "no-announcement" };
    if (before.version !== version) return { ok: false, refusal: "changed-meanwhile" };
    return { ok: true, announcement: write(before) };
  });
}

function keep(
  db: Database,
  after: Announcement,
  { before, action, actor, now }: { before: Announcement | null; action: StaffActionName; actor: string; now: Date },
): void {
  const { id, courseId } = after;
  upsertAnnouncementRow(db, after, actor);
  insertStaffAction(db, {
    courseId,
    actor,
    action,
    subjectId: id,
    before: shown(before),
    after: shown(after),
    at: now,
  });
  insertChange(db, { courseId, teamId: null, topic: "notice", subjectId: id, at: now });
}

function shown(announcement: Announcement | null) {
  if (announcement === null) return null;
  const { title, body, pinned, withdrawnAt } = announcement;
  return { title, body, pinned, withdrawn: withdrawnAt !== null };
}

function tell(
  db: Database,
  { id: announcementId, courseId, title, version }: Announcement,
  { changed, now }: { changed: boolean; now: Date },
): void {
  const facts = { kind: "announced", announcementId, title, changed } as const;
  tellCourse(db, ["student"], { courseId, facts, cause: `announced:${announcementId}:${version}`, now });
}
