import { z } from "zod";
import { workState } from "./competition.ts";
import { modelLink } from "./model-link.ts";
import { rerunVerdict } from "./rerun-verdict.ts";
import { storedFile } from "./submission.ts";

export const precheckTopics = ["script", "report", "latex", "name", "links", "model", "entry", "rerun"] as const;

/** One thing that a grader would see. `note`: nothing is wrong, but somebody should look. */
export const precheckFinding = z.object({
  topic: z.enum(precheckTopics),
  state: z.enum(["good", "note", "bad"]),
  /** What was found, by numbers, then what to do. */
  message: z.string(),
});
export type PrecheckFinding = z.infer<typeof precheckFinding>;

/** What a pre-check found. Nothing in it is computed from a label: it is no way to measure for free. */
export const precheckReport = z.object({
  findings: z.array(precheckFinding),
  /** The plain run alone: no score, no audit. Null when there was no script to run. */
  verdict: rerunVerdict.nullable(),
});
export type PrecheckReport = z.infer<typeof precheckReport>;

/** A run of the hand-in before it is handed in, on what stood on the check-list when it was asked for. */
export const precheck = z.object({
  id: z.string(),
  courseId: z.string(),
  teamId: z.string(),
  askedBy: z.string(),
  script: storedFile.nullable(),
  report: storedFile.nullable(),
  models: z.array(storedFile),
  link: modelLink.nullable(),
  finalEntryId: z.string().nullable(),
  state: workState,
  result: precheckReport.nullable(),
  createdAt: z.date(),
  /** When a worker first took it: from then on it counts against the number of a day. */
  startedAt: z.date().nullable(),
  checkedAt: z.date().nullable(),
});
export type Precheck = z.infer<typeof precheck>;
