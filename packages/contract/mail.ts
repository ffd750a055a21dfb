import { z } from "zod";

export const mailStates = ["imported", "near-miss", "refused", "already"] as const;
export const mailState = z.enum(mailStates);
export type MailState = z.infer<typeof mailState>;

/** What can be said about a mail that should be a hand-in. A closed list. */
export const mailReasonCodes = [
  // nothing to import
  "not-a-mail",
  "mail-too-large",
  "not-a-hand-in",
  "script-missing",
  "script-bad",
  "report-missing",
  "report-bad",
  // for a person to decide
  "title-differs",
  "sender-unknown",
  "sender-not-in-team",
  "sender-doubtful",
  "arrival-unknown",
  "message-id-reused",
  "replaces-earlier",
  // good to know
  "same-mail",
  "file-ignored",
  "several-links",
  "no-link",
] as const;
export const mailReasonCode = z.enum(mailReasonCodes);
export type MailReasonCode = z.infer<typeof mailReasonCode>;

/** What became of one mail: `gradmark import mail`. */
export const mailItem = z.object({
  file: z.string(),
  messageId: z.string().nullable(),
  state: mailState,
  team: z.string().nullable(),
  /** The team that was probably meant, when the title names none of the course. */
  nearest: z.string().nullable(),
  /** When our side received it: the topmost `Received` header. ISO, or null. */
  receivedAt: z.string().nullable(),
  /** After the deadline; null when the arrival is not known. */
  late: z.boolean().nullable(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int() })),
  link: z.string().nullable(),
  reasons: z.array(z.object({ code: mailReasonCode, message: z.string() })),
});
export type MailItem = z.infer<typeof mailItem>;
