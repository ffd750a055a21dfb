import { z } from "zod";
import { dataset } from "./dataset.ts";
import { entryCommand } from "./entry-command.ts";
import { kitMetric } from "./metric.ts";
import { runLimits } from "./rerun-verdict.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and -");
const column = z.string().min(1).max(64);
const share = z.number().gt(0).lt(1);
const bytes = z.number().int().positive();

/**
 * How the competition part turns a private score into its points: all of them when the benchmark is beaten; below
 * it by linear interpolation between the curve's points `[score, share of the points]`, nothing below the first.
 */
const beatsBenchmark = z.strictObject({
  rule: z.literal("beats-benchmark"),
  curve: z.array(z.tuple([z.number(), z.number().min(0).max(1)])).min(1),
});

/** What a grader can say of a part with one key. Points may be negative. */
const rubricItem = z.strictObject({
  id: slug,
  title: z.string(),
  points: z.number(),
  description: z.string().optional(),
  /** Of the items of one group at most one counts. */
  group: slug.optional(),
  /** On top of the part's points, and not capped by them. */
  extra: z.boolean().optional(),
});
export type RubricItem = z.infer<typeof rubricItem>;

/** Points for a rerun that reproduces the final entry, and the rest by a person (simple, readable, commented). */
const reproducesEntry = z.strictObject({
  rule: z.literal("reproduces-entry"),
  /** Share of the part's points that the rerun decides; a person gives the rest. */
  rerunShare: z.number().min(0).max(1),
  /** What the person looks for; the points are those that the rerun leaves. */
  items: z.array(rubricItem).min(1).optional(),
  /** The most that the items, extra credit left out, can bring; left out: what the rerun leaves. */
  cap: z.number().positive().optional(),
});

const byRubric = z.strictObject({
  rule: z.literal("rubric"),
  items: z.array(rubricItem).min(1),
  /** The most that the items, extra credit left out, can bring; left out: the part's weight. */
  cap: z.number().positive().optional(),
});
const byGradients = z.strictObject({ rule: z.literal("gradients") });

/** One row of the grade. Weights are percent of the whole lab and add up to 100. */
export const kitPart = z.strictObject({
  id: slug,
  section: slug,
  title: z.string(),
  weight: z.number().positive(),
  grading: z.discriminatedUnion("rule", [byGradients, beatsBenchmark, byRubric, reproducesEntry]),
});
export type KitPart = z.infer<typeof kitPart>;

/**
 * What lateness costs: percent of the points of the parts that the hand-in brings (rubric and result script), for each
 * day begun after the grace, up to a most. The competition and the gradients end at the deadline and are never late.
 */
export const latePolicy = z.strictObject({
  graceMinutes: z.number().nonnegative(),
  percentPerDay: z.number().min(0).max(100),
  maxPercent: z.number().min(0).max(100),
});
export type LatePolicy = z.infer<typeof latePolicy>;

const competition = z.strictObject({
  dataset,
  idColumn: column,
  targetColumn: column,
  /** The closed list of labels, as they are written in a predictions file; none where numbers are predicted. */
  labels: z.array(z.string()).default([]),
  /** By name, or the host's own script; then predictions are labels where there are any, else numbers. */
  metric: kitMetric,
  /** Share of the test rows that the public board is computed on. */
  publicShare: share,
  triesPerDay: z.number().int().positive(),
  finalEntries: z.number().int().positive(),
  benchmark: z.strictObject({
    model: z.enum(["logistic", "mlp", "lenet-5", "cnn", "dense-regression"]),
    epochs: z.number().int().positive(),
    /** Epochs in a row without progress on the validation rows that end the training; left out: the model's own. */
    patience: z.number().int().positive().optional(),
    seed: z.number().int().nonnegative(),
    /** Trainings from `seed` upwards that make the band; left out: one. */
    seeds: z.number().int().positive().optional(),
    /**
     * What stands on the board: the score of `seed`'s model, or the end of the 95 % band that is easier to beat (over the
     * seeds; with one seed over the test rows). Left out: the score.
     */
    rule: z.enum(["score", "lower-end"]).optional(),
  }),
});

/** `torch7` is a root file system of its own, which somebody has to build (docker/runtimes/torch7). */
export const runtimeNames = ["luajit", "python", "node", "torch7"] as const;
export const runtimeName = z.enum(runtimeNames);
export type RuntimeName = z.infer<typeof runtimeName>;

/** What is looked for beside the plain rerun, as evidence for a person. */
const audit = z.strictObject({
  /** A run on the same rows in another order under other ids. */
  permutedRows: z.boolean(),
  /** Runs on the same data in all: 1 for the plain one alone. */
  runs: z.number().int().min(1).max(10),
  /** A run on images that were never given out. */
  shadow: z.boolean(),
  /** A look at the script's text. */
  quality: z.boolean(),
});

const handIn = z.strictObject({
  script: z.strictObject({
    /** File name → runtime. */
    names: z.record(z.string(), runtimeName),
    maxBytes: bytes,
    /** File name → how it is started; a script that is not named here is started as its runtime usually does. */
    command: z.record(z.string(), entryCommand).optional(),
  }),
  report: z.strictObject({ maxBytes: bytes }),
  model: z.strictObject({ maxBytes: bytes, maxFiles: z.number().int().positive() }),
  output: z.strictObject({ name: z.string(), maxBytes: bytes }),
  tolerance: z.strictObject({ rows: z.number().int().nonnegative(), score: z.number().nonnegative() }),
  limits: runLimits,
  /** Left out: permuted rows and the script's text. */
  audit: audit.optional(),
  /** Pre-checks that a team may have in a day; left out: 5. */
  prechecksPerDay: z.number().int().nonnegative().optional(),
  /** Lets a rerun do without a sandbox of our own, in a container that somebody else provides for one hand-in. */
  hostContainer: z.literal("allowed").optional(),
});

/** How answers to the problems are taken. Left out: every slot counts, explained at once, without a limit of tries. */
const gradients = z.strictObject({
  /** What is practice (explained at once, without limit, no points): problems, or `problem/slot`. The rest is graded. */
  practice: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]*(\/[A-Za-z][A-Za-z0-9_-]*)?$/, "PROBLEM or PROBLEM/SLOT"))
    .default([]),
  /** Of a team, for each graded slot; without it there is no limit. */
  tries: z.number().int().positive().optional(),
  /** When a team learns whether a graded answer is right. Why it is wrong is told after the deadline. */
  verdict: z.enum(["at-once", "after-deadline"]).default("at-once"),
});

/** A lab as data: `kit.yaml`. */
export const kit = z
  .strictObject({
    id: slug,
    version: z.string(),
    title: z.string(),
    /** In the title of a hand-in by mail: `[CourseName YOUR_TEAM_NAME] Submission <mailSubject>`. */
    mailSubject: z.string(),
    handout: z.string(),
    team: z.strictObject({
      minSize: z.number().int().positive(),
      maxSize: z.number().int().positive(),
      /** Teams are fixed so many days before the deadline; left out, they may change until it. */
      lockDays: z.number().nonnegative().optional(),
    }),
    /** Days from opening to the deadline, when a course names no deadline. */
    days: z.number().int().positive(),
    parts: z.array(kitPart).min(1),
    /** Left out: lateness costs nothing. */
    late: latePolicy.optional(),
    competition,
    handIn,
    /** File names in `problems/`, without their ending, in the order in which students meet them. */
    problems: z.array(slug),
    gradients: gradients.optional(),
  })
  .refine((k) => Math.abs(k.parts.reduce((sum, p) => sum + p.weight, 0) - 100) < 1e-9, {
    path: ["parts"],
    message: "the weights of the parts add up to 100",
  })
  .refine((k) => k.team.minSize <= k.team.maxSize, { path: ["team"], message: "minSize is at most maxSize" });
export type Kit = z.infer<typeof kit>;
