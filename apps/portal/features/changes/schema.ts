import { proposedChange } from "@gradmark/contract";
import { z } from "zod";

const id = z.string().min(1).max(100);

/** What the page can change; results of reruns and scores come from the runs page. */
const change = proposedChange.pick({ rules: true, addAdjustments: true, revokeAdjustments: true });

export const proposeInput = z.object({
  title: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(2000),
  change,
});

export const proposalInput = z.object({ proposal: id });

export const releaseInput = z.object({ part: id, regradeUntil: z.date().nullable() });
export const partInput = z.object({ part: id });
