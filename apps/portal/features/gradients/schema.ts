import { answerFormat } from "@gradmark/contract";
import { z } from "zod";

const name = z.string().max(100);

export const problemInput = z.object({ problem: name });

/** Far longer than any derivative; the checker has a limit of its own. */
export const answerInput = problemInput.extend({
  slot: name,
  answer: z.string().max(10_000),
  format: answerFormat.default("auto"),
});

export const differenceInput = z.object({ answer: name });

/** What a person decides of an answer that the checker could not. */
export const decisionInput = z.object({
  answer: name,
  verdict: z.enum(["correct", "incorrect"]),
  why: z.string().trim().min(1).max(500),
});
