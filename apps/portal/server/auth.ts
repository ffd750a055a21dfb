import { authTables, type Database, proveAddress, selectPerson, updatePerson } from "@gradmark/db";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import {
  accountLink,
  allowChangeMail,
  confirmMail,
  confirmNewAddressMail,
  confirmSeconds,
  resetMail,
  resetSeconds,
  takenMail,
} from "./accounts/account-mails.ts";
import type { AccountPolicy } from "./accounts/account-policy.ts";
import type { MailSoon } from "./accounts/mail-soon.ts";
import { universityId, type universityPlugin } from "./accounts/university.ts";

export interface AuthParts {
  database: Database;
  secret: string;
  /** Where people reach the portal. Links in mails begin with it, never with what a request says of itself. */
  url: string;
  policy: AccountPolicy;
  mailSoon: MailSoon;
  now: () => Date;
}

/**
 * Accounts by better-auth: e-mail and password, a session in an HTTP-only cookie, and the university's sign-in service
 * where its plugin is given. Cookies are `Secure` when the portal's own URL is https.
 */
export function createAuth(parts: AuthParts, plugins: ReturnType<typeof universityPlugin>[] = []) {
  const { database, secret, url } = parts;
  return betterAuth({
    appName: "Gradmark",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(database.orm, { provider: "sqlite", schema: authTables }),
    emailAndPassword: passwords(parts),
    emailVerification: confirmation(parts),
    user: people(parts),
    // Only an address that both sides know to be the person's joins two ways in.
    account: { accountLinking: { enabled: true, requireLocalEmailVerified: true, allowDifferentEmails: false } },
    databaseHooks: { account: { create: { before: withoutTokens }, update: { before: withoutTokens } } },
    session: { expiresIn: 14 * day, updateAge: 5 * minute },
    plugins,
    trustedOrigins: (request) => (request ? [ownOrigin(request)] : []),
    rateLimit: floodLimits,
    advanced: {
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      useSecureCookies: url.startsWith("https:"),
      cookiePrefix: "gradmark",
    },
    // A wrong password is no event of ours, and better-auth warns of each. What it adds to a message may be a token.
    logger: {
      level: "error",
      log: (level, message) => console.error(JSON.stringify({ level, where: "auth", message })),
    },
    onAPIError: { onError: throwFailures },
    telemetry: { enabled: false },
  });
}
export type Auth = ReturnType<typeof createAuth>;

const minute = 60;
const day = 24 * 60 * minute;

/**
 * A whole class sits behind one address: the limits stop a flood, not a lab hour. Without these, better-auth allows
 * three a minute of each. Guessing at one account and mails to one mailbox are slowed apart from that, by `AttemptGuard`.
 */
const flood = { window: minute, max: 300 };
const floodLimits = {
  enabled: true,
  window: 10,
  max: 300,
  customRules: {
    "/sign-in/email": flood,
    "/sign-in/social": flood,
    "/sign-up/email": { window: minute, max: 120 },
    "/change-password": flood,
    "/change-email": flood,
    "/request-password-reset": flood,
    "/send-verification-email": flood,
  },
};

/** What is no refusal is a failure of ours, and ends where all of them do: in our log, with a number for the reader. */
function throwFailures(error: unknown): void {
  const status = typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 500) throw error;
}

function passwords({ database, url, policy, mailSoon, now }: AuthParts) {
  return {
    enabled: true,
    minPasswordLength: 10,
    maxPasswordLength: 200,
    autoSignIn: true,
    requireEmailVerification: policy.verify,
    resetPasswordTokenExpiresIn: resetSeconds,
    revokeSessionsOnPasswordReset: true,
    sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }) =>
      mailSoon(resetMail(user.email, accountLink(url, "reset", token))),
    onPasswordReset: async ({ user }: { user: { id: string } }) =>
      proveAddress(database, { userId: user.id, now: now() }),
    onExistingUserSignUp: async ({ user }: { user: { email: string } }) =>
      mailSoon(takenMail(user.email, { signIn: `${url}/sign-in`, reset: `${url}/account/reset` })),
  };
}

function confirmation({ url, policy, mailSoon }: AuthParts) {
  return {
    sendOnSignUp: policy.verify,
    expiresIn: confirmSeconds,
    autoSignInAfterVerification: true,
    sendVerificationEmail: async ({ user, token }: { user: { email: string }; token: string }) => {
      const compose = newAddressIn(token) === null ? confirmMail : confirmNewAddressMail;
      mailSoon(compose(user.email, accountLink(url, "confirm", token)));
    },
  };
}

/**
 * Somebody who is known at an address allows the change there first, and confirms the new address then: a session left
 * open on a strange machine takes no account away.
 */
function people({ database, url, policy, mailSoon, now }: AuthParts) {
  return {
    additionalFields: { role: { type: "string", input: false, defaultValue: "member" } },
    changeEmail: {
      enabled: true,
      updateEmailWithoutVerification: !policy.verify,
      sendChangeEmailConfirmation: async (change: { user: { email: string }; newEmail: string; token: string }) =>
        mailSoon(allowChangeMail(change.user.email, change.newEmail, accountLink(url, "confirm", change.token))),
    },
    // Called with what the university says of a person who connects it to an account: the address is theirs.
    validateUserInfo: ({ user, source }: ProviderSays) => {
      if (source.action !== "link-account" || source.oauth?.providerId !== universityId) return;
      const known = user.id === undefined ? null : selectPerson(database, user.id);
      if (known && user.emailVerified && user.email?.toLowerCase() === known.email)
        updatePerson(database, { userId: known.id, emailVerified: true, now: now() });
    },
  } as const;
}

/** We ask the university for nothing later: its tokens are not kept. */
async function withoutTokens<T extends object>(account: T) {
  return { data: { ...account, accessToken: null, refreshToken: null, idToken: null } };
}

interface ProviderSays {
  user: { id?: string; email?: string; emailVerified?: boolean };
  source: { action?: string; oauth?: { providerId: string } | undefined };
}

/** The address that a token of better-auth's (a JWT) would give its account; null when it only confirms the present one. */
export function newAddressIn(token: string): string | null {
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const hasOne = typeof claims === "object" && claims !== null && "updateTo" in claims;
    return hasOne && typeof claims.updateTo === "string" ? claims.updateTo : null;
  } catch {
    return null;
  }
}

/** The origin under which the request reached us, as a browser would name it. */
export function ownOrigin(request: Request): string {
  const { protocol } = new URL(process.env.GRADMARK_URL ?? request.url);
  return `${protocol}//${request.headers.get("host") ?? ""}`;
}
