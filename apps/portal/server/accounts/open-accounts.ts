import type { Mailer } from "@gradmark/course";
import type { Database } from "@gradmark/db";
import { AttemptGuard } from "../attempt-guard.ts";
import { type Auth, type AuthParts, createAuth } from "../auth.ts";
import { type AccountPolicy, readAccountPolicy } from "./account-policy.ts";
import { createMailSoon } from "./mail-soon.ts";
import { discover, universityPlugin } from "./university.ts";

/** Everything by which people come into a house. */
export interface Accounts {
  readonly policy: AccountPolicy;
  /** E-mail and password. */
  readonly auth: Auth;
  /** The same with the university's service, which is asked on first use; null where none is set up. */
  readonly university: (() => Promise<Auth>) | null;
  readonly guards: AccountGuards;
}

export interface AccountGuards {
  /** Wrong passwords, by account and network address. */
  signIns: AttemptGuard;
  /** Mails that somebody asked for, by the mailbox that gets them: nobody fills a stranger's. */
  mails: AttemptGuard;
  /** The same by network address: nobody tries a list of mailboxes. */
  asks: AttemptGuard;
  /** Links that open nothing, by network address. */
  badLinks: AttemptGuard;
}

export function openAccounts(place: {
  database: Database;
  secret: string;
  mailer: Mailer;
  env: Readonly<Record<string, string | undefined>>;
  now: () => Date;
}): Accounts {
  const { database, secret, mailer, env, now } = place;
  const policy = readAccountPolicy(env);
  const url = (env.GRADMARK_URL ?? "http://localhost").replace(/\/+$/, "");
  const parts: AuthParts = { database, secret, url, policy, mailSoon: createMailSoon(mailer), now };
  return { policy, auth: createAuth(parts), university: openUniversity(parts), guards: createGuards() };
}

/** A service that does not answer is asked again by the next who wants in; one that did is remembered. */
function openUniversity(parts: AuthParts): Accounts["university"] {
  const { university } = parts.policy;
  if (!university) return null;
  let asked: Promise<Auth> | null = null;
  const ask = async () => createAuth(parts, [universityPlugin(university, await discover(university), parts.policy)]);
  return () => {
    asked ??= ask().catch((cause: unknown) => {
      asked = null;
      throw new Error("The university's sign-in service could not be asked.", { cause });
    });
    return asked;
  };
}

/** A class behind one network address registers within minutes; one mailbox needs few mails an hour. */
function createGuards(): AccountGuards {
  return {
    signIns: new AttemptGuard({ attempts: 10, windowMs: 10 * minute }),
    mails: new AttemptGuard({ attempts: 5, windowMs: 60 * minute }),
    asks: new AttemptGuard({ attempts: 300, windowMs: 10 * minute }),
    badLinks: new AttemptGuard({ attempts: 30, windowMs: 10 * minute }),
  };
}

const minute = 60_000;
