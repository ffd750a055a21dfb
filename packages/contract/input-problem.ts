import { z } from "zod";

/**
 * Everything that can be wrong with a file or a value that a person gave us. A closed list: programs branch on
 * the code, people read the message.
 */
export const inputProblemCodes = [
  // any file
  "file-missing",
  "file-empty",
  "file-too-large",
  "file-not-regular",
  "file-incomplete",
  "not-utf8",
  "utf-16",
  "nul-byte",
  // predictions and solution files
  "wrong-header",
  "wrong-column-count",
  "bad-quote",
  "empty-cell",
  "not-a-number",
  "unknown-label",
  "unknown-id",
  "duplicate-id",
  "missing-id",
  "too-many-rows",
  "bad-usage",
  "metric-undefined",
  // hand-ins
  "script-unknown-runtime",
  "script-wrong-name",
  "report-not-pdf",
  "report-damaged",
  "report-encrypted",
  "too-many-files",
  "bad-file-name",
  // data of a kit
  "wrong-checksum",
  "bad-image",
  // kits and problem files
  "yaml-syntax",
  "schema",
  "unknown-name",
  "bad-expression",
  "duplicate-name",
  // names, rosters, lists from elsewhere
  "bad-name",
  "name-taken",
  "bad-email",
  "unknown-person",
  "unknown-team",
] as const;

export const inputProblemCode = z.enum(inputProblemCodes);
export type InputProblemCode = z.infer<typeof inputProblemCode>;

/**
 * One thing wrong with an input. `row` is a line number of the file (the header is line 1); `path` is a place in a
 * structured file, such as `competition.split.public`; `message` says what is wrong and what to do.
 */
export const inputProblem = z.object({
  code: inputProblemCode,
  row: z.number().int().positive().optional(),
  path: z.string().optional(),
  message: z.string(),
});
export type InputProblem = z.infer<typeof inputProblem>;

/** A value, or the reasons why there is none: a person's mistake is a value, never an exception. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: InputProblem[] };
