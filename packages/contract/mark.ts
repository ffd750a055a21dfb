import { z } from "zod";

/** Why somebody grades a part: for the grade; a second time to compare; on a sample to agree beforehand. */
export const markPurposes = ["grade", "second", "calibration"] as const;
export const markPurpose = z.enum(markPurposes);
export type MarkPurpose = z.infer<typeof markPurpose>;

/** An item of the rubric that applies. `points` where a person gave other points than the item has. */
export const appliedItem = z.object({ item: z.string(), points: z.number().nullable() });
export type AppliedItem = z.infer<typeof appliedItem>;

/** What a grader says of one part of a hand-in, as it is saved again and again while grading. */
export const markContent = z.object({
  applied: z.array(appliedItem).max(200),
  /** Points beside the rubric, in hundredths; with `adjustmentWhy`. */
  adjustment: z.number().int().min(-100_000).max(100_000),
  adjustmentWhy: z.string().max(2000),
  /** For the team. */
  comment: z.string().max(20_000),
  /** For the staff alone: never in a student's response. */
  note: z.string().max(20_000),
});
export type MarkContent = z.infer<typeof markContent>;

export const markStates = ["draft", "done"] as const;
export const markState = z.enum(markStates);

/** One grader's opinion of one part of a hand-in. Of a part, the mark with purpose `grade` is the one that counts. */
export const mark = markContent.extend({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  handInId: z.string(),
  part: z.string(),
  purpose: markPurpose,
  /** Who saved it last. */
  graderId: z.string(),
  /** Counts the saves: whoever saves names the one that was seen. */
  version: z.number().int(),
  state: markState,
  createdAt: z.date(),
  savedAt: z.date(),
  doneAt: z.date().nullable(),
});
export type Mark = z.infer<typeof mark>;

/** That somebody is asked to grade a part of a team's hand-in, whichever hand-in counts. */
export const gradingTask = z.object({
  courseId: z.string(),
  teamId: z.string(),
  part: z.string(),
  graderId: z.string(),
  purpose: markPurpose,
  assignedAt: z.date(),
});
export type GradingTask = z.infer<typeof gradingTask>;

/** Where a comment stands. Rectangles are `[x, y, width, height]` in points of the page, from its upper left corner. */
export const commentPlace = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("general") }),
  z.object({
    kind: z.literal("lines"),
    file: z.string().max(255),
    from: z.number().int().positive(),
    to: z.number().int().positive(),
  }),
  z.object({
    kind: z.literal("region"),
    page: z.number().int().positive(),
    rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
]);
export type CommentPlace = z.infer<typeof commentPlace>;

export const commentAudiences = ["team", "staff"] as const;
export const commentAudience = z.enum(commentAudiences);

/** A remark on a hand-in. `staff` comments are for the staff alone. */
export const handInComment = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  handInId: z.string(),
  part: z.string(),
  authorId: z.string(),
  audience: commentAudience,
  place: commentPlace,
  text: z.string(),
  version: z.number().int(),
  createdAt: z.date(),
  editedAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
});
export type HandInComment = z.infer<typeof handInComment>;

/** A comment that all graders of a course can use again, with the rubric item that goes with it. */
export const pooledComment = z.object({
  id: z.string(),
  courseId: z.string(),
  part: z.string(),
  text: z.string(),
  item: z.string().nullable(),
  uses: z.number().int(),
  createdBy: z.string(),
  createdAt: z.date(),
  retiredAt: z.date().nullable(),
});
export type PooledComment = z.infer<typeof pooledComment>;
