import { markContent } from "@gradmark/contract";
import { z } from "zod";

const id = z.string().min(1).max(100);

export const answerInput = z.object({
  regrade: id,
  answer: z.string().trim().min(1).max(4000),
  /** Another mark, with the version that it replaces; null when the points stay. */
  change: z.object({ content: markContent, seen: z.number().int().positive() }).nullable(),
});
