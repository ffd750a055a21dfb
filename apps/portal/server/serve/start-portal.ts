import { existsSync, mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { openPrecision } from "@gradmark/backprop-checker";
import { openDatabase } from "@gradmark/db";
import { offerOwnerLink } from "../accounts/offer-owner-link.ts";
import { closeHouse } from "../house.ts";
import { runPost } from "../mail/run-post.ts";
import { admitRequest } from "./admit-request.ts";
import { answerDownload, isDownload } from "./answer-download.ts";
import { settleTarget } from "./settle-target.ts";
import { createStaticFiles } from "./static-files.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RunningPortal {
  /** Where it answers, without a slash at the end. */
  url: string;
  /** The one-time link by which the first owner sets the account up; null when there is an owner. A secret. */
  ownerLink: string | null;
  /** Stops taking requests, lets those under way finish for up to 2 s, closes the database. */
  close(): Promise<void>;
}

/**
 * Serves the built portal of a data folder. `port` 0 takes a free one. The data folder reaches Next's own module
 * graphs by the environment (`GRADMARK_HOME`, and `GRADMARK_URL` unless it is set), so one process serves one portal
 * at a time. @throws when the portal has not been built, or the port is taken.
 */
export async function startPortal(options: {
  home: string;
  port: number;
  host: string;
  signal?: AbortSignal;
}): Promise<RunningPortal> {
  const { port, host, signal } = options;
  const home = resolve(options.home);
  const portal = join(import.meta.dirname, "../..");
  if (!existsSync(join(portal, ".next", "BUILD_ID"))) throw new Error("The portal is not built. Run: npm run setup");
  process.env.GRADMARK_HOME = home;
  // A bundler moves code away from the files that lie beside it.
  process.env.GRADMARK_MIGRATIONS = join(folderOf("@gradmark/db"), "migrations");
  process.env.GRADMARK_REPORT_READER = join(folderOf("@gradmark/course"), "uploads", "report-pages.ts");
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  const app = loadNext()({ dev: false, dir: portal, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const answerStatic = createStaticFiles(join(portal, ".next", "static"));
  const server = createServer((request, response) => {
    if (!settleTarget(request, response) || !admitRequest(request, response)) return;
    if (answerStatic(request, response)) return;
    const answer = isDownload(request) ? answerDownload : handle;
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  limitTimes(server);
  const url = await listen(server, port, host);
  loadPrecision();
  const urlWasSet = process.env.GRADMARK_URL !== undefined;
  process.env.GRADMARK_URL ??= url;
  const ownerLink = offerLink(home, process.env.GRADMARK_URL);
  const post = runPost({ home, url: process.env.GRADMARK_URL });
  const close = once(async () => {
    await Promise.all([stop(server), post.stop()]);
    await app.close();
    closeHouse(home);
    if (!urlWasSet) delete process.env.GRADMARK_URL;
  });
  signal?.addEventListener("abort", () => void close(), { once: true });
  if (signal?.aborted) await close();
  return { url, ownerLink, close };
}

/** On first use: it takes a second, and other users of this package need it not. */
function loadNext(): NextServer {
  // Next is CommonJS: what its default export is depends on who resolves it, so it is taken as Node itself loads it.
  return createRequire(import.meta.url)("next") as NextServer;
}

type NextServer = (options: { dev: boolean; dir: string; hostname: string; port: number }) => {
  prepare(): Promise<void>;
  getRequestHandler(): Handler;
  close(): Promise<void>;
};

/**
 * mathjs takes seconds to load on a busy machine, and the first answer that doubles cannot decide would wait for it.
 * Whether it loads is not decided here: an answer that needs it loads it again and fails aloud.
 */
function loadPrecision(): void {
  openPrecision().catch(() => {});
}

/**
 * By a connection of its own. The house must be opened by Next's module graph: an error that its parts throw is known
 * by its class there, and classes of this graph are others.
 */
function offerLink(home: string, url: string): string | null {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const database = openDatabase({ file: join(home, "gradmark.sqlite") });
  try {
    return offerOwnerLink(database, { url, now: new Date() });
  } finally {
    database.close();
  }
}

function folderOf(workspace: string): string {
  return dirname(createRequire(import.meta.url).resolve(workspace));
}

/** A client that says nothing does not hold a place. Uploads get an hour; an answer may stream as long as it likes. */
function limitTimes(server: Server): void {
  server.headersTimeout = 15_000;
  server.requestTimeout = 60 * 60_000;
  server.keepAliveTimeout = 5_000;
  server.maxHeadersCount = 100;
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, done);
  });
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${actual}`;
}

/** Live streams never finish by themselves: after 2 s they are cut, and their pages connect anew. */
async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(cut);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
