import { z } from "zod";

/** One part of a grade with its arithmetic. Points are percent of the whole lab. */
export const gradePart = z.object({
  id: z.string(),
  section: z.string(),
  title: z.string(),
  weight: z.number(),
  /** Points earned so far. */
  points: z.number(),
  /** Points that only a person can give and has not given yet. */
  open: z.number(),
  /** How the points came about, in one sentence. */
  why: z.string(),
});
export type GradePart = z.infer<typeof gradePart>;

/** A team's grade: recomputable from what is stored. `total` is null while a part is open. */
export const grade = z.object({
  points: z.number(),
  open: z.number(),
  total: z.number().nullable(),
  parts: z.array(gradePart),
});
export type Grade = z.infer<typeof grade>;

/** What a line of a grade rests on: a stored row, by its id. */
export const evidenceKinds = ["answer", "entry", "benchmark", "hand-in", "mark", "rubric-item", "adjustment"] as const;
export const gradeEvidenceRef = z.object({ kind: z.enum(evidenceKinds), id: z.string() });
export type GradeEvidenceRef = z.infer<typeof gradeEvidenceRef>;

/** A line of the arithmetic: its `lines`, where it has any, add up to its `amount` (hundredths of a point) exactly. */
export interface GradeLine {
  label: string;
  amount: number;
  why: string;
  evidence: GradeEvidenceRef[];
  lines: GradeLine[];
}
export const gradeLine: z.ZodType<GradeLine> = z.object({
  label: z.string(),
  amount: z.number().int(),
  why: z.string(),
  evidence: z.array(gradeEvidenceRef),
  get lines() {
    return z.array(gradeLine);
  },
});

/** A grade that opens into its arithmetic, down to the rows that it rests on. */
export const gradeSheet = grade.extend({
  /** Adds up to the points, section by section, with what moves the total. */
  line: gradeLine,
  /** Members whose own points differ from the team's. */
  members: z.array(z.object({ userId: z.string(), points: z.number(), total: z.number().nullable(), line: gradeLine })),
});
export type GradeSheet = z.infer<typeof gradeSheet>;
