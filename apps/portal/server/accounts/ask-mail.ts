import { setTimeout } from "node:timers/promises";
import type { AuthRoute } from "../answer-auth.ts";
import { fieldOf, networkAddress, readFields, refuseForNow } from "./refuse-auth.ts";

/**
 * The routes that send a mail to an address that the request names. They say the same, after the same time, whether
 * the address has an account or not; the limits count what was asked, not what was sent, for the same reason.
 */
export const askMail: AuthRoute = async ({ accounts }, request) => {
  // Where addresses need no confirmation nobody is written to, and a taken address is said to be taken.
  if (request.url.endsWith("/sign-up/email") && !accounts.policy.verify) return accounts.auth.handler(request);
  const { mails, asks } = accounts.guards;
  const fields = await readFields(request);
  const mailbox = (fieldOf(fields, "newEmail") || fieldOf(fields, "email")).trim().toLowerCase();
  const network = networkAddress(request);
  const now = new Date();
  const [byNetwork, byMailbox] = [asks.waitFor(network, now), mails.waitFor(mailbox, now)];
  if (byNetwork > 0) return refuseForNow("TOO_MANY_ASKED", "Too many requests from your network address.", byNetwork);
  if (byMailbox > 0)
    return refuseForNow(
      "TOO_MANY_MAILS",
      "5 mails were asked for this address within an hour. Look for them in its folder for spam, too.",
      byMailbox,
    );
  asks.note(network, now);
  mails.note(mailbox, now);
  return evenly(accounts.auth.handler(request));
};

/** An answer, not before `evenMs` have passed: what takes shorter with one address than with another looks the same. */
async function evenly<T>(answer: Promise<T>): Promise<T> {
  const [outcome] = await Promise.all([answer, setTimeout(evenMs)]);
  return outcome;
}

/** Longer than a password's hash and a write to the disk take together. */
const evenMs = 400;
