import { z } from "zod";

/** Without a hand-in the one that counts is shown. */
export const resultInput = z.object({ handIn: z.string().max(100).optional() });
