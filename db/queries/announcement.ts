import {
  type Announcement,
  type AnnouncementVersion,
  announcement as announcementRow,
  announcementVersion as versionRow,
} from "@gradmark/contract";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { announcement, announcementVersion } from "../schema/announcement.ts";

/** The announcements of a course, pinned ones first, then the newest first; withdrawn ones only when asked for. */
export function selectAnnouncements(
  db: Database,
  { courseId, withdrawn = false }: { courseId: string; withdrawn?: boolean },
): Announcement[] {
  const rows = db.orm
    .select()
    .from(announcement)
    .where(and(eq(announcement.courseId, courseId), withdrawn ? undefined : isNull(announcement.withdrawnAt)))
    .orderBy(desc(announcement.pinned), desc(announcement.createdAt), asc(announcement.id))
    .all();
  return rows.map((row) => announcementRow.parse(row));
}

/** Nothing when it belongs to another course. */
export function selectOptionalAnnouncement(
  db: Database,
  { id, courseId }: { id: string; courseId: string },
): Announcement | undefined {
  const row = db.orm
    .select()
    .from(announcement)
    .where(and(eq(announcement.id, id), eq(announcement.courseId, courseId)))
    .get();
  return row && announcementRow.parse(row);
}

/** All that an announcement has said, the present version first. */
export function selectAnnouncementVersions(db: Database, announcementId: string): AnnouncementVersion[] {
  const rows = db.orm
    .select()
    .from(announcementVersion)
    .where(eq(announcementVersion.announcementId, announcementId))
    .orderBy(desc(announcementVersion.version))
    .all();
  return rows.map((row) => versionRow.parse(row));
}

/** The announcement as it is now, with one more version of it; `publishAnnouncement` and its like check first. */
export function upsertAnnouncementRow(db: Database, { id, ...values }: Announcement, by: string): void {
  db.orm
    .insert(announcement)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: announcement.id, set: values })
    .run();
  const { title, body, pinned, version, withdrawnAt, changedAt: at } = values;
  const withdrawn = withdrawnAt !== null;
  db.orm
    .insert(announcementVersion)
    .values({ announcementId: id, title, body, pinned, version, withdrawn, by, at })
    .run();
}
