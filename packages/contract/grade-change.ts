import { z } from "zod";
import { scored } from "./competition.ts";
import { kitPart, latePolicy } from "./kit.ts";
import { rerunVerdict } from "./rerun-verdict.ts";

/** All rules by which a course's grades follow from what is stored. Versioned; the first version is the kit's. */
export const gradingRules = z.object({
  parts: z.array(kitPart).min(1),
  late: latePolicy.nullable(),
  /** How far a rerun may be from the final entry. */
  tolerance: z.object({ rows: z.number().int().nonnegative(), score: z.number().nonnegative() }),
  /** In place of the benchmark entry's private score; null: that score. */
  benchmarkScore: z.number().nullable(),
});
export type GradingRules = z.infer<typeof gradingRules>;

export const rulesVersion = z.object({
  courseId: z.string(),
  version: z.number().int(),
  rules: gradingRules,
  why: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
});
export type RulesVersion = z.infer<typeof rulesVersion>;

/** `add` moves points, `set` replaces them by `amount`. */
export const adjustmentKinds = ["add", "set"] as const;

/**
 * A person's decision about points beside the marks. With a part it concerns that part, else the total; with a user
 * that member alone, else the team. `amount` in hundredths of a point.
 */
export const gradeAdjustment = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  userId: z.string().nullable(),
  part: z.string().nullable(),
  kind: z.enum(adjustmentKinds),
  amount: z.number().int(),
  why: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
});
export type GradeAdjustment = z.infer<typeof gradeAdjustment>;

const newAdjustment = gradeAdjustment
  .pick({ teamId: true, userId: true, part: true, kind: true, amount: true })
  .extend({ why: z.string().trim().min(1).max(2000) });

/** What somebody would like to change. Several things may change at once; they are applied as a whole or not at all. */
export const proposedChange = z.object({
  rules: gradingRules.optional(),
  addAdjustments: z.array(newAdjustment).max(2000).optional(),
  revokeAdjustments: z.array(z.string()).max(2000).optional(),
  /** Verdicts of reruns that were made beside the ones that count. */
  verdicts: z
    .array(z.object({ handInId: z.string(), verdict: rerunVerdict }))
    .max(5000)
    .optional(),
  /** Scores of entries under another metric or corrected data. */
  scores: z
    .array(z.object({ entryId: z.string(), publicScore: scored, privateScore: scored }))
    .max(100_000)
    .optional(),
});
export type ProposedChange = z.infer<typeof proposedChange>;

/** Whose points move, from and to what, in hundredths; null where a total is not known yet. */
export const gradeMove = z.object({
  teamId: z.string(),
  /** The member whose own total moves otherwise than the team's. */
  userId: z.string().nullable(),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
  /** By part, one sentence each with the points of before and after. */
  why: z.array(z.string()),
});
export type GradeMove = z.infer<typeof gradeMove>;

export const proposalStates = ["open", "applied", "discarded", "undone"] as const;
export const proposalState = z.enum(proposalStates);
export type ProposalState = z.infer<typeof proposalState>;

export const gradeProposal = z.object({
  id: z.string(),
  courseId: z.string(),
  title: z.string(),
  why: z.string(),
  change: proposedChange,
  /** What it would do, when it was looked at last; what it did, once applied. */
  moves: z.array(gradeMove),
  state: proposalState,
  /** What takes it back; null until it is applied. */
  inverse: proposedChange.nullable(),
  createdBy: z.string(),
  createdAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
});
export type GradeProposal = z.infer<typeof gradeProposal>;

export const regradeStates = ["open", "answered", "withdrawn"] as const;
export const regradeState = z.enum(regradeStates);

/** A team asks for a part to be looked at again. */
export const regradeRequest = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  handInId: z.string(),
  part: z.string(),
  askedBy: z.string(),
  text: z.string(),
  state: regradeState,
  answer: z.string(),
  /** Points of the mark before and after the answer, in hundredths. */
  pointsBefore: z.number().int().nullable(),
  pointsAfter: z.number().int().nullable(),
  answeredBy: z.string().nullable(),
  askedAt: z.date(),
  answeredAt: z.date().nullable(),
});
export type RegradeRequest = z.infer<typeof regradeRequest>;

/** That teams may see the marks of a part, and until when they may ask for another look at it. */
export const partRelease = z.object({
  courseId: z.string(),
  part: z.string(),
  releasedBy: z.string(),
  releasedAt: z.date(),
  regradeUntil: z.date().nullable(),
});
export type PartRelease = z.infer<typeof partRelease>;
