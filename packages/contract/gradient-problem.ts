import { z } from "zod";

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a name is a letter followed by letters, digits and _");
const sizeOrNumber = z.union([name, z.number().int().min(1).max(64)]);
const pair = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, "the lower end comes first");

/** Where a free symbol's samples come from; no domain means all reals. */
export const symbolDomain = z
  .strictObject({
    interval: pair.optional(),
    /** The function or the course means nothing outside the interval: never sample beyond it. */
    only: z.boolean().optional(),
    integers: pair.optional(),
    choice: z.array(z.number()).min(1).optional(),
    constant: z.number().optional(),
    "one-hot": z.boolean().optional(),
    simplex: z.boolean().optional(),
  })
  .refine(
    (d) =>
      [d.interval, d.integers, d.choice, d.constant, d["one-hot"], d.simplex].filter(Boolean).length <= 1 ||
      d.constant === 0,
    "a domain has one of interval, integers, choice, constant, one-hot, simplex",
  );
export type SymbolDomain = z.infer<typeof symbolDomain>;

const symbol = z.strictObject({
  shape: z.array(sizeOrNumber).max(2).optional(),
  domain: symbolDomain.optional(),
  label: z.string().optional(),
});

const feedback = z.strictObject({ if: z.string(), code: z.string().regex(/^[a-z][a-z0-9-]*$/), message: z.string() });

const slot = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
  /** What is asked, such as `dE/dx_in` or `dX_out[i]/dX_in[j]`. */
  target: z.string(),
  /** A condition on indices, such as `i == j`. */
  where: z.string().optional(),
  value: z.enum(["entry", "matrix"]).default("entry"),
  points: z.number().positive().default(1),
  reference: z.string().optional(),
  feedback: z.array(feedback).optional(),
  label: z.string().optional(),
});
export type GradientSlot = z.infer<typeof slot>;

/** A problem file: a forward computation and the derivatives that are asked for. */
export const gradientProblem = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  statement: z.string().default(""),
  sizes: z.record(name, z.number().int().min(1).max(64)).default({}),
  symbols: z.record(name, symbol),
  tex: z.record(name, z.string()).default({}),
  indices: z.record(name, z.union([sizeOrNumber, z.tuple([sizeOrNumber, sizeOrNumber])])).default({}),
  /** Extra functions of one variable, written in `z`. */
  functions: z.record(name, z.string()).default({}),
  forward: z.array(z.string()).min(1),
  upstream: z.record(z.string(), z.string()).default({}),
  aliases: z.record(name, name).default({}),
  hidden: z.array(name).default([]),
  constraints: z.array(z.string()).default([]),
  slots: z.array(slot).min(1),
  weights: z.record(name, z.array(name)).default({}),
});
export type GradientProblem = z.infer<typeof gradientProblem>;

/** An answer as typed: one expression, or one expression for each case of the indices. */
export const gradientAnswer = z.union([z.string(), z.record(z.string(), z.string())]);
export type GradientAnswer = z.infer<typeof gradientAnswer>;

export const answerFormats = ["auto", "plain", "latex"] as const;
export const answerFormat = z.enum(answerFormats);
export type AnswerFormat = z.infer<typeof answerFormat>;
