import { tokenScope } from "@gradmark/contract";
import { z } from "zod";
import { lifetimes } from "./view.ts";

export const createTokenInput = z.object({
  name: z.string().trim().min(1).max(60),
  scope: tokenScope,
  /** The slug of the only course that it opens; null for all of its person. */
  course: z.string().max(63).nullable(),
  days: z.literal(lifetimes),
});

export const revokeTokenInput = z.object({ token: z.string().max(100) });
