import { z } from "zod";
import { auditItem } from "./rerun-verdict.ts";

/** Why a link to a model brings no file. A closed list. */
export const linkProblemCodes = [
  "link-bad-url",
  "link-forbidden-address",
  "link-unreachable",
  "link-refused",
  "link-too-many-redirects",
  "link-share-page",
  "link-empty",
  "link-too-large",
  "link-too-slow",
  "link-damaged",
] as const;

/** `passing`: another try may bring the file. */
export const linkProblem = z.object({
  code: z.enum(linkProblemCodes),
  message: z.string(),
  passing: z.boolean(),
});
export type LinkProblem = z.infer<typeof linkProblem>;

/** The file that a link gave when it was pinned: a copy is kept, and is what a rerun uses. */
export const pinnedFile = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  pinnedAt: z.string(),
});
export type PinnedFile = z.infer<typeof pinnedFile>;

/** A model that was handed in as a link: not yet fetched (both null), pinned, or why it could not be. */
export const modelLink = z.object({
  url: z.string(),
  pin: pinnedFile.nullable(),
  problem: linkProblem.nullable(),
});
export type ModelLink = z.infer<typeof modelLink>;

/** What a pinned link gave when the deadline had passed, against the copy: for a person. */
export const linkCheck = z.object({ at: z.string(), item: auditItem });
export type LinkCheck = z.infer<typeof linkCheck>;

/** A link on a team's check-list, before it is handed in. One for each team. */
export const draftLink = z.object({
  teamId: z.string(),
  courseId: z.string(),
  url: z.string(),
  addedBy: z.string(),
  createdAt: z.date(),
});
export type DraftLink = z.infer<typeof draftLink>;
