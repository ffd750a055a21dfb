import { z } from "zod";

/** What a look at a result script's text can note. A closed list; advice for a person, never points. */
export const qualityNoteCodes = [
  "syntax-error",
  "waits-for-input",
  "opens-window",
  "uses-network",
  "absolute-path",
  "training-code",
  "dead-code",
  "few-comments",
  "long-function",
  "deep-nesting",
  "unclear-names",
] as const;

export const scriptQuality = z.object({
  language: z.enum(["lua", "python", "javascript", "typescript"]),
  /** Lines with code on them, lines with a comment on them, and the share of the second in both. */
  codeLines: z.number().int(),
  commentLines: z.number().int(),
  commentShare: z.number(),
  functions: z.object({
    count: z.number().int(),
    longest: z.object({ name: z.string(), line: z.number().int(), lines: z.number().int() }).nullable(),
  }),
  /** Branches and loops in one another, in the deepest place. */
  deepestNesting: z.number().int(),
  /** In the order of lines. */
  notes: z.array(z.object({ code: z.enum(qualityNoteCodes), line: z.number().int().positive(), message: z.string() })),
});
export type ScriptQuality = z.infer<typeof scriptQuality>;
export type QualityNote = ScriptQuality["notes"][number];
