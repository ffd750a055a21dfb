import { type Mailer, MailNotSent } from "@gradmark/course";
import { type Database, type LeasedMail, leaseMails, recordMailFailure, recordMailSent } from "@gradmark/db";
import { logFailure } from "../errors.ts";
import { noticeMail } from "./notice-mail.ts";

/** Who sends, to where links lead, and the clock. */
export interface Post {
  database: Database;
  mailer: Mailer;
  url: string;
  now: () => Date;
}

/**
 * Sends what is due in the outbox, one mail after another, until `limit` were tried. A mail that cannot be sent now is
 * tried again later and later, and given up after a day and a half or when the server refuses it for good.
 *
 * @returns how many were tried
 */
export async function sendMails(
  post: Post,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<number> {
  const { database, now } = post;
  for (let tried = 0; tried < limit; tried++) {
    if (signal?.aborted) return tried;
    // One at a time: a lease that waits behind slow others would run out, and the mail would be sent twice.
    const [leased] = leaseMails(database, { now: now(), leaseMs, limit: 1 });
    if (!leased) return tried;
    await send(post, leased);
  }
  return limit;
}

/** Longer than all time limits of a conversation with a mail server together. */
const leaseMs = 5 * 60_000;

async function send({ database, mailer, url, now }: Post, leased: LeasedMail): Promise<void> {
  const { mail } = leased;
  try {
    await mailer.sendMail(noticeMail(leased, url));
    recordMailSent(database, mail, now());
  } catch (cause) {
    if (!(cause instanceof MailNotSent)) throw cause;
    const retryAt =
      cause.forGood || mail.attempts >= mostAttempts ? null : new Date(now().getTime() + pause(mail.attempts));
    recordMailFailure(database, mail, { failure: reasonOf(cause), retryAt });
    if (retryAt === null) logFailure(new Error(`The mail ${mail.id} was given up.`, { cause }), "post");
  }
}

const mostAttempts = 14;

/** 30 s, 1 min, 2 min, … at most 6 h: fourteen attempts take a day and a half. */
export function pause(attempts: number): number {
  return Math.min(6 * 60 * 60_000, 30_000 * 2 ** (attempts - 1));
}

/** What the server said, for the operator. */
function reasonOf({ message, cause }: MailNotSent): string {
  return (cause instanceof Error ? cause.message : message).slice(0, 500);
}
