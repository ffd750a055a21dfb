import { z } from "zod";
import { scored, workState } from "./competition.ts";
import { answerFormat, gradientAnswer } from "./gradient-problem.ts";
import { gradientVerdictName } from "./gradient-verdict.ts";
import { inputProblem } from "./input-problem.ts";
import { linkCheck, modelLink } from "./model-link.ts";
import { rerunVerdict } from "./rerun-verdict.ts";

export const entryKinds = ["team", "benchmark"] as const;
export const entryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof entryKind>;

/** Where the benchmark's predictions come from. */
export const entrySource = z.object({
  engine: z.string(),
  device: z.string(),
  model: z.string(),
  seed: z.number().int(),
  sha256: z.string(),
});
export type EntrySource = z.infer<typeof entrySource>;

/** One uploaded predictions file. `teamId` is null for the benchmark. */
export const entry = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string().nullable(),
  kind: entryKind,
  uploadedBy: z.string().nullable(),
  sha256: z.string(),
  bytes: z.number().int(),
  fileName: z.string(),
  description: z.string(),
  state: workState,
  problems: z.array(inputProblem),
  publicScore: scored.nullable(),
  /** Never leaves the server before the course is revealed. */
  privateScore: scored.nullable(),
  source: entrySource.nullable(),
  createdAt: z.date(),
  scoredAt: z.date().nullable(),
});
export type Entry = z.infer<typeof entry>;

export const uploadRoles = ["script", "report", "model"] as const;
export const uploadRole = z.enum(uploadRoles);
export type UploadRole = z.infer<typeof uploadRole>;

/** A file stored for a team that waits to become part of a hand-in. */
export const upload = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  role: uploadRole,
  name: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  uploadedBy: z.string(),
  createdAt: z.date(),
});
export type Upload = z.infer<typeof upload>;

export const storedFile = z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int() });
export type StoredFile = z.infer<typeof storedFile>;

/** What is graded. A team's newest hand-in counts; an older one names its successor in `replacedBy`. */
export const handIn = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  submittedBy: z.string().nullable(),
  script: storedFile,
  report: storedFile.nullable(),
  models: z.array(storedFile),
  /** A model that lies elsewhere, with the copy that was pinned; null when there is none. */
  link: modelLink.nullable(),
  /** The link once more, after the deadline; null until then, or when nothing was pinned. Not for teams. */
  linkCheck: linkCheck.nullable(),
  /** The entry that counts, at the time of handing in or of a later choice; null when the team had none. */
  finalEntryId: z.string().nullable(),
  state: workState,
  verdict: rerunVerdict.nullable(),
  replacedBy: z.string().nullable(),
  submittedAt: z.date(),
  checkedAt: z.date().nullable(),
});
export type HandIn = z.infer<typeof handIn>;

/**
 * One typed gradient with what the checker said of it. `detail` is the slot's verdict as the checker gave it; where it
 * could not decide, a person does, and `verdict` becomes theirs.
 */
export const answer = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  userId: z.string().nullable(),
  problem: z.string(),
  slot: z.string(),
  answer: gradientAnswer,
  format: answerFormat,
  verdict: gradientVerdictName,
  detail: z.unknown(),
  createdAt: z.date(),
  /** The person who decided what the checker left undecided. */
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
});
export type Answer = z.infer<typeof answer>;

export const ledgerKinds = [
  "try-used",
  "try-returned",
  "gradient-try-used",
  "final-selected",
  "hand-in",
  "grade-changed",
  "state-changed",
  "deadline-changed",
  "settings-changed",
  "team-changed",
] as const;
export const ledgerKind = z.enum(ledgerKinds);
export type LedgerKind = z.infer<typeof ledgerKind>;

/** One line of the list that nobody can change: tries used or given back, grades changed. */
export const ledgerLine = z.object({
  id: z.number().int(),
  courseId: z.string(),
  teamId: z.string().nullable(),
  kind: ledgerKind,
  subjectId: z.string().nullable(),
  amount: z.number(),
  why: z.string(),
  /** The id of a user, or `system`. */
  actor: z.string(),
  at: z.date(),
});
export type LedgerLine = z.infer<typeof ledgerLine>;
