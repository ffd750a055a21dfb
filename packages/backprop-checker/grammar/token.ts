import type { Span } from "./tree.ts";

/**
 * `word`: letters, digits and, in plain text, underscores. `mark`: everything else, named by its text: operators,
 * brackets, and the structures of TeX (`frac`, `sqrt`, `sum`, `begin`, `end`, `indicator`, `hat`, …).
 */
export type Token = Span & {
  kind: "number" | "word" | "mark" | "end";
  text: string;
  /** The word came from one TeX command or one `\mathrm{…}`: it is never split into letters. */
  whole: boolean;
};

export type Format = "plain" | "latex";
