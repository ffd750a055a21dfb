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
