/** Where to go after signing in: a page of ours, never another site, whatever the address says. */
export function safeNext(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : "/";
}

/** A place where the reader is signed in, in words. */
export interface SessionView {
  id: string;
  /** `Firefox on Windows`. */
  device: string;
  /** The network address of the sign-in. */
  from: string;
  since: Date;
  lastSeen: Date;
  /** Whether it is the one in which this is read. */
  current: boolean;
}

export function viewSession(session: SessionFacts, current: string | undefined): SessionView {
  const { id, userAgent, ipAddress, createdAt, lastSeenAt } = session;
  return {
    id,
    device: nameDevice(userAgent ?? ""),
    from: ipAddress || "unknown",
    since: createdAt,
    lastSeen: lastSeenAt,
    current: id === current,
  };
}

interface SessionFacts {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

/**
 * What a browser calls itself, in words that its owner knows. The order matters: Edge and Opera also call themselves
 * Chrome, and Chrome calls itself Safari (MDN, “Browser detection using the user agent string”).
 */
export function nameDevice(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A program on ${system}` : "A program");
}

const browsers: [RegExp, string][] = [
  [/\bEdgA?(?:iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|Chromium|HeadlessChrome|CriOS)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** What to tell somebody whom the university's service sent back without a way in; undefined when nothing is wrong. */
export function explainReturn(error: string | string[] | undefined): string | undefined {
  if (typeof error !== "string" || error === "") return undefined;
  return (
    (Object.hasOwn(returns, error) && returns[error]) ||
    "The sign-in was not finished. Try again, or use your password."
  );
}

const returns: Record<string, string> = {
  access_denied: "You did not allow the sign-in. Try again, or use your password.",
  account_not_linked:
    "There is an account with your address already, and one of both sides has not confirmed the address. Sign in with your password, then connect the university on the page “Account”.",
  unable_to_link_account: "Your university does not say that the address is yours. Nothing was connected.",
  email_does_not_match: "Your university knows you by another address than this account. Nothing was connected.",
  account_already_linked_to_different_user:
    "This person of the university is connected to another account. Nothing was connected.",
  email_not_found:
    "Your university did not tell your e-mail address, and there is no account without one. Register with an address.",
  email_not_verified:
    "Your university does not say that the address is yours. A mail to it is on its way: confirm the address, then sign in again.",
  state_mismatch: "The sign-in took too long, or began in another browser. Try again.",
  please_restart_the_process: "The sign-in took too long, or began in another browser. Try again.",
};
