import { z } from "zod";

/** Words of the staff for everybody in a course, in Markdown with TeX. */
export const announcement = z.object({
  id: z.string(),
  courseId: z.string(),
  title: z.string(),
  body: z.string(),
  /** Stands before the others. */
  pinned: z.boolean(),
  /** Counts the changes, from 1: a change is made to a version, so that two people do not undo each other. */
  version: z.number().int().positive(),
  createdAt: z.date(),
  changedAt: z.date(),
  withdrawnAt: z.date().nullable(),
});
export type Announcement = z.infer<typeof announcement>;

/** How an announcement read at one time. None is ever changed. */
export const announcementVersion = announcement
  .pick({ title: true, body: true, pinned: true, version: true })
  .extend({ announcementId: z.string(), withdrawn: z.boolean(), by: z.string(), at: z.date() });
export type AnnouncementVersion = z.infer<typeof announcementVersion>;
