import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A mail as the file transport laid it down, read as its reader would. */
export interface ReadMail {
  subject: string;
  text: string;
  /** The first address in it. */
  link: string;
  /** What the link opens: all behind its `#`. */
  token: string;
}

/** The mails to an address that a portal wrote into its data folder, the oldest first. */
export function readMails(home: string, to: string): ReadMail[] {
  const folder = join(home, "mail");
  const names = readdirSync(folder, { withFileTypes: true }).filter((file) => /^[^.].*\.eml$/.test(file.name));
  const mails = names.map(({ name }) => readFileSync(join(folder, name), "utf8"));
  return mails.filter((mail) => new RegExp(`^To: ${to}\r?$`, "m").test(mail)).map(readMail);
}

/** The newest mail to an address, once there are `count`; mails are sent after the answer. */
export async function awaitMail(home: string, to: string, count = 1): Promise<ReadMail> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const mails = safely(() => readMails(home, to));
    const last = mails.at(-1);
    if (last && mails.length >= count) return last;
    await setTimeout(50);
  }
  throw new Error(`no mail to ${to}`);
}

/** There is no folder before the first mail. */
function safely(read: () => ReadMail[]): ReadMail[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Subject and text of a mail of ours, which has one part, as quoted-printable (RFC 2045, section 6.7) or plain. */
function readMail(raw: string): ReadMail {
  const cut = raw.search(/\r?\n\r?\n/);
  const [head, body] = [raw.slice(0, cut), raw.slice(cut)];
  const text = /^Content-Transfer-Encoding: quoted-printable/im.test(head) ? decode(body) : body;
  const link = /https?:\/\/\S+/.exec(text)?.[0] ?? "";
  return { subject: /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? "", text, link, token: link.split("#")[1] ?? "" };
}

function decode(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
