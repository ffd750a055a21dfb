import { setTimeout } from "node:timers/promises";
import type { Mailer } from "@gradmark/course";
import { logFailure } from "../errors.ts";
import type { AccountMail } from "./account-mails.ts";

/** Sends a mail about an account, without the answer waiting for it: how long that takes would tell who has one. */
export type MailSoon = (mail: AccountMail) => void;

/**
 * These mails go round the outbox: what they carry opens an account and shall lie in no table. So a server that fails
 * for a while is tried again from memory; a restart in between loses the mail, and its reader asks for another.
 */
export function createMailSoon(mailer: Mailer, pausesMs: readonly number[] = [2_000, 20_000, 120_000]): MailSoon {
  return (mail) => void sendPatiently(mailer, mail, pausesMs);
}

async function sendPatiently(mailer: Mailer, mail: AccountMail, pausesMs: readonly number[]): Promise<void> {
  for (const pause of [...pausesMs, null]) {
    try {
      await mailer.sendMail(mail);
      return;
    } catch (cause) {
      // Not by its class: the mailer may come from another module graph of Next's.
      const forGood = cause instanceof Error && "forGood" in cause && cause.forGood === true;
      if (forGood || pause === null) {
        logFailure(new Error("a mail about an account was not sent", { cause }), "mail");
        return;
      }
      await setTimeout(pause, undefined, { ref: false });
    }
  }
}
