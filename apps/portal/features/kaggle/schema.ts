import { z } from "zod";

/** The protocol says nothing in several ways. */
const given = (value: unknown) => (value === null || value === "" ? undefined : value);
const text = z.preprocess(given, z.string().max(2000).optional());
const count = z.preprocess(given, z.coerce.number().int().min(-1).max(Number.MAX_SAFE_INTEGER).optional());
const required = z.preprocess(given, z.string().min(1).max(2000));
const flag = z.preprocess(given, z.union([z.boolean(), z.stringbool()]).optional());

/** As `pageOf` makes them. */
const pageToken = z.preprocess(
  given,
  z
    .string()
    .regex(/^from-\d{1,9}$/, "it is no page token of this portal; start without one")
    .transform((token) => Number(token.slice("from-".length)))
    .optional(),
);
const page = { page: count, pageSize: count, pageToken };

/** Fields of the requests that are used; what else a client sends is ignored. */
export const ofCompetition = z.object({ competitionName: required });
export const listCompetitionsInput = z.object({ group: text, sortBy: text, search: text, ...page });
export const listInput = z.object({ competitionName: required, ...page });
export const listSubmissionsInput = z.object({ competitionName: required, sortBy: text, group: text, ...page });
export const downloadInput = z.object({ competitionName: required, fileName: required });
export const startUploadInput = z.object({
  competitionName: required,
  fileName: required,
  // A field that has its default, here 0, is left out.
  contentLength: z.coerce.number().int().nonnegative().default(0),
});
export const createSubmissionInput = z.object({
  competitionName: required,
  blobFileTokens: required,
  submissionDescription: text,
  sandbox: flag,
});
export const submissionInput = z.object({ ref: z.coerce.number().int().nonnegative().default(0) });
export const downloadSubmissionInput = z.object({ submissionId: z.coerce.number().int().nonnegative().default(0) });
export const introspectInput = z.object({ token: text });

export type PageQuery = Pick<z.infer<typeof listInput>, "page" | "pageSize" | "pageToken">;
