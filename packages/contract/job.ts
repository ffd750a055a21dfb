import { z } from "zod";
import { workState } from "./competition.ts";

/** What a worker can be asked to do. The subject is an entry, a hand-in, a pre-check, or the course itself. */
export const jobKinds = ["score-entry", "rerun", "train-benchmark", "fetch-model", "precheck", "check-link"] as const;
export const jobKind = z.enum(jobKinds);
export type JobKind = z.infer<typeof jobKind>;

/** Why a job ended: the team's file, a limit that the team's program ran into, or our side. */
export const jobReason = z.object({ class: z.enum(["team", "limit", "host"]), message: z.string() });
export type JobReason = z.infer<typeof jobReason>;

/** What a running job says of itself. `done` of `total`, in the unit that the step's name implies. */
export const jobProgress = z.object({
  step: z.string(),
  done: z.number().optional(),
  total: z.number().optional(),
  line: z.string().optional(),
});
export type JobProgress = z.infer<typeof jobProgress>;

export const job = z.object({
  id: z.string(),
  kind: jobKind,
  courseId: z.string(),
  teamId: z.string().nullable(),
  subjectId: z.string(),
  state: workState,
  /** Higher goes first. */
  priority: z.number().int(),
  /** How often a worker took it; three times at most. Also the number that a lease is recognised by. */
  attempts: z.number().int(),
  workerId: z.string().nullable(),
  leaseUntil: z.date().nullable(),
  /** When the present attempt is over even if its worker still answers; `deadlineMs` after `startedAt`. */
  deadlineMs: z.number().int().positive(),
  notBefore: z.date(),
  cancelAsked: z.boolean(),
  progress: jobProgress.nullable(),
  reason: jobReason.nullable(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
});
export type Job = z.infer<typeof job>;

export const changeTopics = [
  "course",
  "team",
  "entry",
  "hand-in",
  "job",
  "answer",
  "grade",
  "notice",
  "question",
] as const;
export const changeTopic = z.enum(changeTopics);
export type ChangeTopic = z.infer<typeof changeTopic>;

/** A note that something changed, for pages that show it live. It carries no content: readers select it anew. */
export const change = z.object({
  id: z.number().int(),
  courseId: z.string(),
  teamId: z.string().nullable(),
  topic: changeTopic,
  subjectId: z.string(),
  at: z.date(),
});
export type Change = z.infer<typeof change>;
