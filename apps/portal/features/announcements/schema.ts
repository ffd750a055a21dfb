import { z } from "zod";

export const words = z.object({
  title: z.string().trim().min(1).max(200),
  body: z.string().max(10_000),
  pinned: z.boolean(),
});
const place = z.object({ announcement: z.string().max(100), version: z.number().int().positive() });
export const publishInput = z.object({ words });
export const changeInput = place.extend({ words, tellAgain: z.boolean() });
export const withdrawInput = place;
export const textInput = z.object({ text: z.string().max(10_000) });
