import { z } from "zod";

const text = z.union([z.string(), z.number()]).transform(String);
const withCode = z.tuple([text, z.string()]);

/**
 * An author's list of answers to one problem, `answers/<problem>.yaml` of a kit: for each slot spellings that are
 * right, wrong answers with the diagnosis that fits, and answers that cannot be read with the reason.
 */
export const answerTable = z.strictObject({
  problem: z.string(),
  slots: z.record(
    z.string(),
    z.strictObject({
      right: z.array(text).default([]),
      wrong: z.array(withCode).default([]),
      invalid: z.array(withCode).default([]),
    }),
  ),
});
export type AnswerTable = z.infer<typeof answerTable>;
