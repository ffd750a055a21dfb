import { z } from "zod";
import { topChoices } from "./view.ts";

export const boardInput = z.object({
  top: z.union(topChoices.map((n) => z.literal(n))).default(50),
  /** Part of a team's name; then the best are not shown, but whoever is found. */
  search: z.string().trim().max(100).default(""),
});

/** The part of the board after so many teams. */
export const moreInput = z.object({ cursor: z.number().int().min(0).max(1_000_000).default(0) });

/** Without a team the reader's own. */
export const historyInput = z.object({ team: z.string().max(100).optional() });
