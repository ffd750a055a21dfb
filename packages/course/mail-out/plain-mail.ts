import { MailNotSent } from "./mail-not-sent.ts";

/** What of a mail reaches its transport: fields that cannot become anything else than what they are. */
interface PlainMail {
  to: { name: ""; address: string };
  subject: string;
  text: string;
  html?: string;
  headers: Record<string, string>;
}

/**
 * Takes out of a mail what could add headers, recipients or a second message: team names and titles of courses come
 * from students. @throws MailNotSent for good when `to` is not exactly one address
 */
export function plainMail(mail: { to: string; subject: string; text: string; html?: string }): PlainMail {
  if (!isOneAddress(mail.to)) throw new MailNotSent("The recipient is not one e-mail address.", { forGood: true });
  return {
    to: { name: "", address: mail.to },
    subject: shorten(mail.subject.replace(unprintable, " ").replace(/\s+/gu, " ").trim()),
    text: plainText(mail.text),
    ...(mail.html !== undefined && { html: mail.html }),
    // RFC 3834: no out-of-office reply, please.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/**
 * One address of RFC 5321 without quoting, comments or groups: with those a list of recipients could hide in one.
 * Stricter than the standard, as are the forms by which addresses come in.
 */
export function isOneAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\p{Cc}\p{Cf}\p{Z}@<>()[\],;:\\"]{1,64}@[^\p{Cc}\p{Cf}\p{Z}@<>()[\],;:\\"]+$/u.test(text)
  );
}

/** Control characters, line separators, and the marks by which text is shown in another order than it has. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function plainText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}

const longestSubject = 180;

function shorten(subject: string): string {
  const characters = [...subject];
  return characters.length <= longestSubject ? subject : `${characters.slice(0, longestSubject - 1).join("")}…`;
}
