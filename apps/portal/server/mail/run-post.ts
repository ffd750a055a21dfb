import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, remindOfDeadlines } from "@gradmark/db";
import { logFailure } from "../errors.ts";
import { openHouseMailer } from "./house-mailer.ts";
import { type Post, sendMails } from "./send-mails.ts";

/**
 * Sends mails and reminds of deadlines until it is stopped. Several portals at one data folder may do so at once: a
 * mail is leased by one of them, a reminder written once. A failure is logged, and tried again with the next round.
 */
export function runPost({ home, url }: { home: string; url: string }): { stop(): Promise<void> } {
  // Its own connection: a mail server that is slow must not keep pages from theirs.
  const database = openDatabase({ file: join(home, "gradmark.sqlite") });
  const post = { database, mailer: openHouseMailer(home, process.env), url, now: () => new Date() };
  const stopping = new AbortController();
  const running = goRound(post, stopping.signal).finally(() => database.close());
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

const roundMs = 1_000;
const reminderMs = 60_000;
const mailsARound = 50;

async function goRound(post: Post, signal: AbortSignal): Promise<void> {
  let nextReminder = 0;
  while (!signal.aborted) {
    try {
      const now = post.now();
      if (now.getTime() >= nextReminder) {
        remindOfDeadlines(post.database, now);
        nextReminder = now.getTime() + reminderMs;
      }
      await sendMails(post, { limit: mailsARound, signal });
    } catch (error) {
      logFailure(new Error("The post could not go its round.", { cause: error }), "post");
    }
    await sleep(roundMs, undefined, { signal }).catch(() => {});
  }
}
