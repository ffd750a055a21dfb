import { z } from "zod";
import { uploadRoles } from "./submission.ts";

export const uploadKinds = ["entry", ...uploadRoles] as const;
export const uploadKind = z.enum(uploadKinds);
export type UploadKind = z.infer<typeof uploadKind>;

/** A file that comes in pieces, over as many connections as it takes. `id` cannot be guessed, and is its name on disk. */
export const resumableUpload = z.object({
  id: z.string(),
  courseId: z.string(),
  /** The only person who may send to it. */
  userId: z.string(),
  kind: uploadKind,
  /** As announced before the first byte. */
  bytes: z.number().int().positive(),
  /** What lies in the store once every byte had come; null until then. */
  received: z.object({ sha256: z.string(), bytes: z.number().int() }).nullable(),
  /** The entry, or the file of the check-list, that it has become. */
  subjectId: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type ResumableUpload = z.infer<typeof resumableUpload>;
