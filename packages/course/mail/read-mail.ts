import { createHash } from "node:crypto";
import { type ParsedMail, simpleParser } from "mailparser";
import { arrivalOf } from "./arrival.ts";

/** A file that came with a mail. */
export interface MailFile {
  name: string;
  bytes: Uint8Array;
  sha256: string;
}

/** What of a mail a hand-in is made of. Every value was written by its sender, but for `receivedAt`. */
export interface Mail {
  messageId: string | null;
  /** Addresses of all `From` lines; an honest mail has one. */
  from: string[];
  /** The receiving server's judgement that the sender is not who the mail says, if it made one. */
  failedChecks: string[];
  subject: string;
  receivedAt: Date | null;
  files: MailFile[];
  links: string[];
  /** Two exports of one mail have the same fingerprint, whatever mailboxes added to its headers. */
  fingerprint: string;
}

/** Reads one mail (RFC 5322 with MIME). Null when the bytes are no mail: no header with sender or subject. */
export async function readMail(bytes: Uint8Array): Promise<Mail | null> {
  const parsed = await simpleParser(Buffer.from(bytes), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: 2 ** 20,
  });
  if (parsed.from === undefined && parsed.subject === undefined) return null;
  const files = parsed.attachments.map((file) => ({
    name: file.filename ?? "",
    bytes: new Uint8Array(file.content),
    sha256: sha256(file.content),
  }));
  const from = (parsed.from?.value ?? []).flatMap(({ address }) => (address ? [address] : []));
  const subject = (parsed.subject ?? "").trim();
  return {
    messageId: parsed.messageId ?? null,
    from: [...from, ...extraSenders(parsed)],
    failedChecks: failedChecks(parsed),
    subject,
    receivedAt: arrivalOf(headerValues(parsed, "received")),
    files,
    links: findLinks(`${parsed.text ?? ""}\n${parsed.html || ""}`),
    fingerprint: sha256(JSON.stringify([from, subject, parsed.text ?? "", files.map((file) => file.sha256)])),
  };
}

function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Values of a header in the order of the mail, folded lines joined. */
function headerValues({ headerLines }: ParsedMail, name: string): string[] {
  return headerLines
    .filter((header) => header.key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n\s+/g, " ")
        .trim(),
    );
}

/** A second `From` line shows one name to people and another one to programs. */
function extraSenders(parsed: ParsedMail): string[] {
  return headerValues(parsed, "from").slice(1);
}

/** Only failures are believed: a forger can write that checks passed, but has no use for failures. */
function failedChecks(parsed: ParsedMail): string[] {
  const results = headerValues(parsed, "authentication-results").join(" ");
  return [
    ...new Set(
      [...results.matchAll(/\b(spf|dkim|dmarc)=(?:hard)?fail\b/gi)].map(([, check = ""]) => check.toLowerCase()),
    ),
  ];
}

function findLinks(text: string): string[] {
  const found = text.matchAll(/\bhttps?:\/\/[^\s<>"')\]]+/gi);
  return [...new Set([...found].map(([link]) => link.replace(/&amp;/g, "&").replace(/[.,;:!?]+$/, "")))];
}
