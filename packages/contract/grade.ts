import { z } from "zod";

/** One part of a grade with its arithmetic. Points are percent of the whole lab. */
export const gradePart = z.object({
  id: z.string(),
  section: z.string(),
  title: z.string(),
  weight: z.number(),
  /** Points earned so far. */
  points: z.number(),
  /** Points that only a person can give and has not given yet. */
  open: z.number(),
  /** How the points came about, in one sentence. */
  why: z.string(),
});
export type GradePart = z.infer<typeof gradePart>;

/** A team's grade: recomputable from what is stored. `total` is null while a part is open. */
export const grade = z.object({
  points: z.number(),
  open: z.number(),
  total: z.number().nullable(),
  parts: z.array(gradePart),
});
export type Grade = z.infer<typeof grade>;
