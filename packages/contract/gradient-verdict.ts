import { z } from "zod";

export const gradientVerdicts = ["invalid", "incorrect", "undecided", "correct"] as const;
export const gradientVerdictName = z.enum(gradientVerdicts);
export type GradientVerdictName = z.infer<typeof gradientVerdictName>;

/** What can be said about an answer. A closed list, stable for tests and statistics. */
export const gradientDiagnosisCodes = [
  // cannot be read
  "empty",
  "too-long",
  "too-deep",
  "unexpected-character",
  "unexpected-end",
  "unexpected-token",
  "unknown-name",
  "unknown-command",
  "unknown-function",
  "hidden-name",
  "wrong-arity",
  "missing-index",
  "unexpected-index",
  "unknown-index",
  "index-out-of-range",
  "index-range-mismatch",
  "shape-mismatch",
  "condition-expected",
  "value-expected",
  "real-equality",
  "own-target",
  "difference-quotient",
  "wrong-target",
  "missing-case",
  "unknown-case",
  "too-costly",
  // read, and wrong
  "wrong-value",
  "sign",
  "constant-factor",
  "symbol-factor",
  "right-on-part",
  "undefined-here",
  "missing-upstream",
  "doubled-upstream",
  "other-case",
  "swapped-index",
  "swapped-indicators",
  "dropped-path",
  "transposed",
  "no-sum",
  "integrated",
  "forward-value",
  "wrong-variable",
  "wrong-name",
  // not decided
  "too-few-informative-points",
] as const;
export const gradientDiagnosisCode = z.enum(gradientDiagnosisCodes);
export type GradientDiagnosisCode = z.infer<typeof gradientDiagnosisCode>;

const diagnosis = z.object({
  code: z.union([gradientDiagnosisCode, z.string().regex(/^author:/)]),
  message: z.string(),
  /** Characters of the answer as typed: from `start` up to, not including, `end`. */
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
});
export type GradientDiagnosis = z.infer<typeof diagnosis>;

const slotVerdict = z.object({
  slot: z.string(),
  verdict: gradientVerdictName,
  /** How the answer was read; null when it could not be read. */
  echo: z.object({ text: z.string(), tex: z.string() }).nullable(),
  diagnoses: z.array(diagnosis),
  counterexample: z
    .object({
      inputs: z.record(z.string(), z.unknown()),
      expected: z.number().nullable(),
      got: z.number().nullable(),
      /** Where that is, in words of the problem: `i ≠ j`, `x1 > x2`. */
      cell: z.string().optional(),
    })
    .optional(),
  evidence: z.object({
    cells: z.number().int(),
    points: z.number().int(),
    worstRatio: z.number().nullable(),
  }),
});
export type SlotVerdict = z.infer<typeof slotVerdict>;

/** What the backprop checker says of an answer; `verdict` is the worst of its slots. */
export const gradientVerdict = z.object({
  problem: z.string(),
  verdict: gradientVerdictName,
  slots: z.array(slotVerdict),
});
export type GradientVerdict = z.infer<typeof gradientVerdict>;
