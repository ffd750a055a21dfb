import { z } from "zod";

/** A score on some rows of the test data, with the 95 % interval that so few rows justify. */
export const scored = z.object({
  score: z.number(),
  rows: z.number().int(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export type Scored = z.infer<typeof scored>;

/** The score of one predictions file; `public` and `private` where the solution has a `Usage` column. */
export const scoreReport = z.object({
  metric: z.string(),
  direction: z.enum(["max", "min"]),
  rows: z.number().int(),
  score: z.number(),
  /** Of `score`; null where the metric is not a share of independent rows. */
  interval: z.tuple([z.number(), z.number()]).nullable().optional(),
  public: scored.nullable(),
  private: scored.nullable(),
});
export type ScoreReport = z.infer<typeof scoreReport>;

/** States of anything that waits for the worker. `failed` is the team's file, `faulted` is our side. */
export const workStates = ["waiting", "running", "done", "failed", "faulted", "cancelled"] as const;
export const workState = z.enum(workStates);
export type WorkState = z.infer<typeof workState>;

/** What the reference model left behind: `gradmark benchmark train`. */
export const benchmarkReport = z.object({
  engine: z.string(),
  device: z.string(),
  model: z.string(),
  score: z.number(),
  /** 95 % interval of the score over test rows, or over seeds when there are several. */
  band: z.tuple([z.number(), z.number()]),
  perClass: z.array(z.object({ label: z.string(), rows: z.number().int(), accuracy: z.number() })),
  imagesPerSecond: z.number(),
  seconds: z.number(),
  /** The most that were to be trained, and how many were: fewer when nothing got better any more. */
  epochs: z.number().int(),
  epochsTrained: z.number().int().optional(),
  seed: z.number().int(),
  files: z.object({ model: z.string(), predictions: z.string(), report: z.string() }),
  sha256: z.string(),
  /** The kit's rule over the band, and what it puts on the board. */
  board: z.object({ rule: z.string(), score: z.number() }).optional(),
  /** What the grader found when it ran the model's result script as it runs a team's. */
  rerun: z.object({ outcome: z.string(), rowsDiffering: z.number().int().nullable(), why: z.string() }).optional(),
});
export type BenchmarkReport = z.infer<typeof benchmarkReport>;
