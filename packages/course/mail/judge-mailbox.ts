import { type JudgedMail, judgeMail, type MailContext } from "./judge-mail.ts";
import { readMail } from "./read-mail.ts";
import { isMbox, splitMbox } from "./split-mbox.ts";

/** A mail as it lies in a file, with the name by which people find it again. */
interface StoredMail {
  file: string;
  bytes: Uint8Array;
}

/** The mails of a file: of an mbox file all of them, numbered from 1; else the one mail that the file is. */
export function mailsOf(file: string, bytes: Uint8Array): StoredMail[] {
  if (!isMbox(bytes)) return [{ file, bytes }];
  return Array.from(splitMbox(bytes), (mail, index) => ({ file: `${file}#${index + 1}`, bytes: mail }));
}

/**
 * Judges many mails in the order in which they arrived, whatever their order in files: of two hand-ins of one team in
 * one mailbox the first is imported and the second is for a person. Mails of unknown arrival come last.
 */
export async function judgeMailbox(mails: readonly StoredMail[], context: MailContext): Promise<JudgedMail[]> {
  const imported = new Map(context.imported);
  const handedIn = new Set(context.handedIn);
  const judged: JudgedMail[] = [];
  for (const { file, bytes } of await inOrderOfArrival(mails)) {
    const one = await judgeMail(file, bytes, { ...context, imported, handedIn });
    judged.push(one);
    const { item, fingerprint } = one;
    if (item.state !== "imported" || item.team === null || item.messageId === null || fingerprint === null) continue;
    imported.set(item.messageId, fingerprint);
    handedIn.add(item.team);
  }
  return judged;
}

async function inOrderOfArrival(mails: readonly StoredMail[]): Promise<StoredMail[]> {
  const arrivals = new Map<StoredMail, number>();
  for (const mail of mails)
    arrivals.set(mail, (await readMail(mail.bytes))?.receivedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const at = (mail: StoredMail) => arrivals.get(mail) ?? Number.POSITIVE_INFINITY;
  return [...mails].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
