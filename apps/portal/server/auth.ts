import { authTables, type Database } from "@gradmark/db";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";

/**
 * Accounts by better-auth: e-mail and password, a session in an HTTP-only cookie. There is no mail server yet, so an
 * account is usable at once. Cookies are `Secure` when the portal's own URL is https.
 */
export function createAuth({ database, secret, url }: { database: Database; secret: string; url: string | undefined }) {
  return betterAuth({
    appName: "Gradmark",
    ...(url && { baseURL: url }),
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(database.orm, { provider: "sqlite", schema: authTables }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: true },
    user: { additionalFields: { role: { type: "string", input: false, defaultValue: "member" } } },
    session: { expiresIn: 14 * day, updateAge: day },
    trustedOrigins: (request) => (request ? [ownOrigin(request)] : []),
    // A whole class sits behind one address: the limits stop a flood, not a lab hour. Guessing at one account is
    // slowed apart from that, by `SignInGuard`.
    rateLimit: {
      enabled: true,
      window: 10,
      max: 300,
      customRules: {
        "/sign-in/email": { window: 60, max: 300 },
        "/sign-up/email": { window: 60, max: 120 },
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      useSecureCookies: url?.startsWith("https:") ?? false,
      cookiePrefix: "gradmark",
    },
    // A wrong password is no event of ours, and better-auth warns of each.
    logger: { level: "error" },
    telemetry: { enabled: false },
  });
}
export type Auth = ReturnType<typeof createAuth>;

const day = 24 * 60 * 60;

/** The origin under which the request reached us, as a browser would name it. */
export function ownOrigin(request: Request): string {
  const { protocol } = new URL(process.env.GRADMARK_URL ?? request.url);
  return `${protocol}//${request.headers.get("host") ?? ""}`;
}
