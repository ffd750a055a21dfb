import { createApiToken, type Database, maximumApiTokens, selectOptionalPersonByEmail } from "@gradmark/db";
import { hashSecret, makeSecret } from "@gradmark/portal";
import { UsageError } from "../output/result.ts";

/** What is printed of an account: enough to use the portal's API and the Kaggle client as this person. */
export interface IssuedToken {
  id: string;
  email: string;
  /** What the Kaggle client is told as its user name. */
  username: string;
  /** The only time that it is seen: a hash of it is kept. */
  token: string;
}

/** A token that may submit in all courses of its person, for as long as tokens live at most. */
export function issueToken(db: Database, { email, now }: { email: string; now: Date }): IssuedToken {
  const person = selectOptionalPersonByEmail(db, email);
  if (!person) throw new UsageError(`no account has the address ${email}: gradmark admin create-user --email ${email}`);
  const token = makeSecret("gradmark");
  const made = createApiToken(db, {
    userId: person.id,
    name: "made on the command line",
    hash: hashSecret(token),
    hint: token.slice(-4),
    scope: "submit",
    courseId: null,
    expiresAt: new Date(now.getTime() + lifetimeDays * 86_400_000),
    now,
  });
  if (!made.ok)
    throw new UsageError(
      `${email} has ${maximumApiTokens} tokens, and no more are allowed: revoke one on the page “API tokens”`,
    );
  return { id: person.id, email: person.email, username: person.email, token };
}

const lifetimeDays = 180;
