import { z } from "zod";

/** What comes with a file in the address of an upload. */
export const entryUpload = z.object({
  name: z.string().min(1).max(200).default("predictions.csv"),
  description: z.string().max(500).default(""),
  /** `yes` uploads a file once more that the team has uploaded already. */
  again: z.enum(["yes", "no"]).default("no"),
});

/** The hash of a file that has not been sent yet. */
export const hashInput = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
