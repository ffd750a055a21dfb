import { z } from "zod";

export const questionStates = ["open", "answered", "duplicate"] as const;

/**
 * A question to the staff. What was written between team and staff stays between them; what is published is a text of
 * its own, without anybody's name.
 */
export const question = z.object({
  id: z.string(),
  courseId: z.string(),
  /** The team that asked; null when its asker was in none: then only the asker reads it. */
  teamId: z.string().nullable(),
  askedBy: z.string(),
  title: z.string(),
  state: z.enum(questionStates),
  /** The published question that says the same. */
  duplicateOf: z.string().nullable(),
  published: z.object({ title: z.string(), question: z.string(), answer: z.string() }).nullable(),
  publishedAt: z.date().nullable(),
  createdAt: z.date(),
  changedAt: z.date(),
});
export type Question = z.infer<typeof question>;

export const questionSides = ["team", "staff"] as const;

/** One contribution to a question, in order. None is ever changed. */
export const questionMessage = z.object({
  id: z.number().int(),
  questionId: z.string(),
  side: z.enum(questionSides),
  authorId: z.string(),
  body: z.string(),
  at: z.date(),
});
export type QuestionMessage = z.infer<typeof questionMessage>;
