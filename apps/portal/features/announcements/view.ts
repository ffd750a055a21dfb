import type { Announcement, AnnouncementVersion, Person } from "@gradmark/contract";
import { renderWords } from "#features/handout/view.ts";

/** An announcement as everybody in the course reads it. */
export interface AnnouncementCard {
  id: string;
  title: string;
  html: string;
  pinned: boolean;
  createdAt: Date;
  /** When its words were last changed; null when they never were. */
  changedAt: Date | null;
}

export function viewAnnouncement({ id, title, body, pinned, version, createdAt, changedAt }: Announcement) {
  const card: AnnouncementCard = {
    id,
    title,
    html: renderWords(body),
    pinned,
    createdAt,
    changedAt: version > 1 ? changedAt : null,
  };
  return card;
}

/** What the staff needs to change it: its source, and all that it has said. */
export interface ManagedAnnouncement extends AnnouncementCard {
  body: string;
  version: number;
  withdrawn: boolean;
  versions: { version: number; title: string; body: string; withdrawn: boolean; by: string; at: Date }[];
}

export function viewManaged(
  announcement: Announcement,
  versions: readonly AnnouncementVersion[],
  author: (id: string) => Person,
): ManagedAnnouncement {
  const { body, version, withdrawnAt } = announcement;
  return {
    ...viewAnnouncement(announcement),
    body,
    version,
    withdrawn: withdrawnAt !== null,
    versions: versions.map(({ by, announcementId: _, pinned: __, ...said }) => ({ ...said, by: author(by).name })),
  };
}
