import { commentAudiences, commentPlace, markContent } from "@gradmark/contract";
import { z } from "zod";

const id = z.string().min(1).max(100);
const text = z.string().trim().min(1).max(20_000);

export const handInInput = z.object({ handIn: id });

export const saveInput = z.object({
  handIn: id,
  part: id,
  content: markContent,
  /** The version that the page shows; 0 for a part that has no mark yet. */
  seen: z.number().int().nonnegative(),
  done: z.boolean(),
});

const place = commentPlace.refine((at) => at.kind !== "lines" || at.from <= at.to, "a range ends after it begins");

export const commentInput = z.object({
  handIn: id,
  part: id,
  place,
  text,
  audience: z.enum(commentAudiences),
  /** The reusable comment that it came from. */
  pooled: id.optional(),
});

export const editCommentInput = z.object({
  comment: id,
  seen: z.number().int().positive(),
  text,
  audience: z.enum(commentAudiences),
});

export const deleteCommentInput = z.object({ comment: id });

export const poolInput = z.object({ part: id, text, item: id.nullable() });
export const retireInput = z.object({ pooled: id });
