import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { LinkProblem } from "@gradmark/contract";
import { ask } from "./ask.ts";
import { nameOfFile } from "./file-name.ts";
import { LinkStopped, linkProblem } from "./link-problem.ts";
import type { LinkRules } from "./link-rules.ts";
import { type LinkTarget, parseLink } from "./parse-link.ts";
import { receive } from "./receive.ts";
import { recognisePage } from "./share-page.ts";

export interface FetchedFile {
  /** A plain name, from the server or from the link. */
  name: string;
  sha256: string;
  bytes: number;
}

export type LinkFetch = { ok: true; value: FetchedFile } | { ok: false; problem: LinkProblem };

/**
 * Fetches the file behind a team's link into the new file `to`, which is gone again when there is a problem. Whatever
 * the link and its servers do is a problem with a sentence for the team.
 * @throws when `signal` aborts, or `to` cannot be written
 */
export async function fetchLink(link: string, to: string, rules: LinkRules, signal?: AbortSignal): Promise<LinkFetch> {
  const tooLate = AbortSignal.timeout(rules.totalMs);
  try {
    return await follow(link, to, rules, signal ? AbortSignal.any([tooLate, signal]) : tooLate);
  } catch (error) {
    await rm(to, { force: true });
    signal?.throwIfAborted();
    return { ok: false, problem: problemOf(error, tooLate.aborted, rules) };
  }
}

async function follow(link: string, to: string, rules: LinkRules, signal: AbortSignal): Promise<LinkFetch> {
  let target = parseLink(link, rules);
  for (let hops = 0; hops <= rules.maxRedirects; hops++) {
    if ("code" in target) return { ok: false, problem: target };
    const response = await untilAborted(ask(target, rules, signal), signal);
    const next = redirectOf(response);
    if (next === null) return await take(response, { link, to, target, rules, signal });
    response.destroy();
    // Judged as strictly as the first one.
    target = parseLink(next, rules, target.url);
  }
  const message = `The link leads on more than ${rules.maxRedirects} times. Use the address of the file itself.`;
  return { ok: false, problem: linkProblem("link-too-many-redirects", message) };
}

/** A look-up of a name cannot be cancelled; nobody waits for it. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return statusCode >= 300 && statusCode < 400 && headers.location !== undefined ? headers.location : null;
}

interface Taking {
  link: string;
  to: string;
  target: LinkTarget;
  rules: LinkRules;
  signal: AbortSignal;
}

async function take(response: IncomingMessage, { link, to, target, rules, signal }: Taking): Promise<LinkFetch> {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    response.destroy();
    const why =
      status === 401 || status === 403 ? "The file is not shared with everybody." : "Is the file still there?";
    const message = `The link's server answered with status ${status} in place of the file. ${why}`;
    // A server that is out of order may be well again later.
    return {
      ok: false,
      problem: linkProblem(status >= 500 || status === 429 ? "link-unreachable" : "link-refused", message),
    };
  }
  const { head, ...received } = await receive(response, to, rules, signal);
  const problem =
    received.bytes === 0
      ? linkProblem("link-empty", "The file behind the link is empty. Upload it again.")
      : recognisePage(head, target.url);
  if (problem === null) return { ok: true, value: { name: nameOfFile(response.headers, link), ...received } };
  await rm(to, { force: true });
  return { ok: false, problem };
}

function problemOf(error: unknown, late: boolean, { totalMs }: LinkRules): LinkProblem {
  if (late)
    return linkProblem("link-too-slow", `The file had not come after ${totalMs / 1000} s. Put it on a faster server.`);
  const stopped = stoppedIn(error);
  if (stopped !== null) return stopped.problem;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  // Our own disk is not a team's mistake.
  if (["ENOSPC", "EACCES", "EEXIST", "ENOENT", "EROFS", "EMFILE"].includes(code)) throw error;
  if (
    code === "ERR_STREAM_PREMATURE_CLOSE" ||
    code === "ECONNRESET" ||
    code.startsWith("Z_") ||
    code.startsWith("ERR__ERROR")
  )
    return linkProblem("link-damaged", "The link's server broke off before the whole file had come.");
  const why =
    code === "ENOTFOUND" ? "There is no server of this name." : `It does not answer (${code || "no reason given"}).`;
  return linkProblem("link-unreachable", `The link's server cannot be reached. ${why}`);
}

/** Node wraps what a look-up or a stream ends with. */
function stoppedIn(error: unknown): LinkStopped | null {
  if (error instanceof LinkStopped) return error;
  return error instanceof Error && error.cause !== undefined ? stoppedIn(error.cause) : null;
}
