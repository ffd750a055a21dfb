import type { ApiToken, TokenScope } from "@gradmark/contract";

/** How many days a token may live. */
export const lifetimes = [7, 30, 90, 180] as const;

/** A token as its owner sees it; never its hash. */
export interface TokenView {
  id: string;
  name: string;
  hint: string;
  scope: TokenScope;
  /** Slug of the only course that it opens; null for all. */
  course: string | null;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  state: "good" | "revoked" | "expired";
}

/** @param slugs of the reader's courses, by id */
export function viewToken(token: ApiToken, slugs: ReadonlyMap<string, string>, now: Date): TokenView {
  const { id, name, hint, scope, courseId, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  const course = courseId === null ? null : (slugs.get(courseId) ?? "a course that you left");
  const state = revokedAt ? "revoked" : expiresAt <= now ? "expired" : "good";
  return { id, name, hint, scope, course, createdAt, expiresAt, lastUsedAt, state };
}

export type Shell = "posix" | "powershell";

/** What stands in the lines where a token belongs that is not shown any more. */
export const tokenPlaceholder = "PASTE_YOUR_TOKEN";

/** A way to lead the official client to the portal. */
export interface ClientWay {
  id: "newest" | "pinned" | "proxy";
  title: string;
  why: string;
  lines: string[];
}

interface Place {
  url: string;
  email: string;
  token: string;
  shell: Shell;
}

/** The ways that work with a portal at this address, the best first. Only on the own machine is it safe to be a proxy. */
export function clientWays(place: Place): ClientWay[] {
  const { hostname } = new URL(place.url);
  const isOwnMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return [newest(place), pinned(place), ...(isOwnMachine && place.shell === "posix" ? [proxy(place)] : [])];
}

/** What to type once the client knows its way. */
export function exampleCommands(course: string): string[] {
  return [
    "kaggle competitions list",
    `kaggle competitions files -c ${course}`,
    `kaggle competitions download -c ${course} -p data`,
    `kaggle competitions submit -c ${course} -f predictions.csv -m "what is new"`,
    `kaggle competitions submissions -c ${course}`,
    `kaggle competitions leaderboard -c ${course} --show`,
  ];
}

/** User name and key stand beside the token for its bad days: with them the client shows why a token is refused. */
function newest({ url, email, token, shell }: Place): ClientWay {
  const shim = `${url}/kaggle/sitecustomize.py`;
  const posix = [
    "pip install kaggle six",
    "mkdir -p ~/gradmark-kaggle",
    `curl -fsS -o ~/gradmark-kaggle/sitecustomize.py ${shim}`,
    `export PYTHONPATH=~/gradmark-kaggle GRADER_URL=${url}`,
    `export KAGGLE_USERNAME=${quotePosix(email)} KAGGLE_KEY=${token} KAGGLE_API_TOKEN=${token}`,
  ];
  const powershell = [
    "pip install kaggle six",
    "mkdir -Force $HOME\\gradmark-kaggle",
    `Invoke-WebRequest ${shim} -OutFile $HOME\\gradmark-kaggle\\sitecustomize.py`,
    `$env:PYTHONPATH="$HOME\\gradmark-kaggle"; $env:GRADER_URL="${url}"`,
    `$env:KAGGLE_USERNAME='${email.replaceAll("'", "''")}'; $env:KAGGLE_KEY="${token}"; $env:KAGGLE_API_TOKEN="${token}"`,
  ];
  return {
    id: "newest",
    title: "Newest (kaggle 2)",
    why: "A file of ours, read by Python at its start, tells the client where the portal is.",
    lines: shell === "posix" ? posix : powershell,
  };
}

function pinned({ url, email, token, shell }: Place): ClientWay {
  const posix = [
    'pip install "kaggle==1.6.17"',
    `export KAGGLE_API_ENDPOINT=${url}`,
    `export KAGGLE_USERNAME=${quotePosix(email)} KAGGLE_KEY=${token}`,
  ];
  const powershell = [
    'pip install "kaggle==1.6.17"',
    `$env:KAGGLE_API_ENDPOINT="${url}"`,
    `$env:KAGGLE_USERNAME='${email.replaceAll("'", "''")}'; $env:KAGGLE_KEY="${token}"`,
  ];
  return {
    id: "pinned",
    title: "Older (kaggle 1.6.17)",
    why: "An older client that can be told the address of a portal; no file of ours is needed.",
    lines: shell === "posix" ? posix : powershell,
  };
}

/** For the one command, since these variables reroute every program that speaks plain HTTP. */
function proxy({ url, email, token }: Place): ClientWay {
  const settings = `KAGGLE_API_ENVIRONMENT=LOCALHOST HTTP_PROXY=${url} NO_PROXY= no_proxy=`;
  return {
    id: "proxy",
    title: "On this machine, without a file of ours",
    why: "kaggle 1.7 and newer, while the portal runs on your own machine or behind a tunnel to it.",
    lines: [
      "pip install kaggle six",
      `export KAGGLE_USERNAME=${quotePosix(email)} KAGGLE_KEY=${token} KAGGLE_API_TOKEN=${token}`,
      `kaggle() { env ${settings} kaggle "$@"; }`,
    ],
  };
}

function quotePosix(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
