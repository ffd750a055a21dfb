import { z } from "zod";

/** What a member of the staff can do that is written down. A closed list; looking at a student's work is among it. */
export const staffActions = [
  "work-viewed",
  "file-viewed",
  "mark-saved",
  "mark-done",
  "mark-reopened",
  "comment-written",
  "comment-edited",
  "comment-deleted",
  "pool-changed",
  "tasks-assigned",
  "part-released",
  "part-withdrawn",
  "change-proposed",
  "change-applied",
  "change-discarded",
  "change-undone",
  "regrade-answered",
  "answer-decided",
  "role-changed",
  "settings-changed",
  "announcement-published",
  "announcement-changed",
  "announcement-withdrawn",
  "question-answered",
  "question-published",
  "question-hidden",
  "question-duplicate",
] as const;
export const staffActionName = z.enum(staffActions);
export type StaffActionName = z.infer<typeof staffActionName>;

/** One line of the audit log: append-only. */
export const staffAction = z.object({
  id: z.number().int(),
  courseId: z.string(),
  /** The id of a user. */
  actor: z.string(),
  action: staffActionName,
  /** What was acted on: an id of the kind that the action implies. */
  subjectId: z.string().nullable(),
  teamId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  at: z.date(),
});
export type StaffAction = z.infer<typeof staffAction>;
