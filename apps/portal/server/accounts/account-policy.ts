import { readFileSync } from "node:fs";
import { z } from "zod";

/** How accounts work in this house, as its operator set it up. */
export interface AccountPolicy {
  /** Where mails go: to people, or into files that only the operator reads. */
  readonly mail: "smtp" | "files";
  /** Whether nobody gets in with an address that was not confirmed. */
  readonly verify: boolean;
  /** The university's sign-in service; null when there is none. */
  readonly university: UniversityConfig | null;
}

export interface UniversityConfig {
  /** Exactly as the service's discovery document names itself. */
  issuer: string;
  clientId: string;
  /** Absent for a public client. */
  clientSecret: string | undefined;
  /** As the button says it: `Sign in with …`. */
  label: string;
  /** Take each address from the service as confirmed, also where it does not say so. */
  trustsEmail: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `GRADMARK_SMTP_URL`, `GRADMARK_VERIFY_EMAIL` and `GRADMARK_OIDC_*`. With a mail server addresses must be
 * confirmed, without one they need not be; `GRADMARK_VERIFY_EMAIL` says otherwise.
 *
 * @throws with what is wrong, without repeating a secret
 */
export function readAccountPolicy(env: Environment): AccountPolicy {
  const mail = env.GRADMARK_SMTP_URL ? "smtp" : "files";
  return { mail, verify: readSwitch(env, "GRADMARK_VERIFY_EMAIL", mail === "smtp"), university: readUniversity(env) };
}

function readUniversity(env: Environment): UniversityConfig | null {
  const { GRADMARK_OIDC_ISSUER: issuer, GRADMARK_OIDC_CLIENT_ID: clientId } = env;
  if (!issuer && !clientId) return null;
  if (!issuer || !clientId)
    throw new Error("GRADMARK_OIDC_ISSUER and GRADMARK_OIDC_CLIENT_ID belong together: set both, or none.");
  return {
    issuer: checkIssuer(issuer),
    clientId,
    clientSecret: readClientSecret(env),
    label: (env.GRADMARK_OIDC_LABEL ?? "").trim().slice(0, 60) || "your university",
    trustsEmail: readSwitch(env, "GRADMARK_OIDC_TRUST_EMAIL", false),
  };
}

/** Tokens and codes travel to and from the issuer: over TLS, or inside this machine. */
function checkIssuer(issuer: string): string {
  const url = z.url().safeParse(issuer).success ? new URL(issuer) : null;
  const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url && (url.protocol === "https:" || isLocal) && !url.search && !url.hash) return issuer;
  throw new Error("GRADMARK_OIDC_ISSUER is no issuer: write its https address, such as https://login.uni.example.");
}

/** From a file where one is named, so that the secret stands in no list of processes. */
function readClientSecret(env: Environment): string | undefined {
  const file = env.GRADMARK_OIDC_CLIENT_SECRET_FILE;
  if (!file) return env.GRADMARK_OIDC_CLIENT_SECRET || undefined;
  return readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
}

function readSwitch(env: Environment, name: string, otherwise: boolean): boolean {
  const value = env[name] ?? "";
  if (value === "") return otherwise;
  if (value === "1" || value === "0") return value === "1";
  throw new Error(`${name} is 1 or 0, not "${value}".`);
}
