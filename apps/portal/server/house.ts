import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BlobStore, type Mailer, openBlobStore } from "@gradmark/course";
import { type Database, openDatabase } from "@gradmark/db";
import { type Accounts, openAccounts } from "./accounts/open-accounts.ts";
import { AttemptGuard } from "./attempt-guard.ts";
import type { Auth } from "./auth.ts";
import type { FinalShelf } from "./board/final-standings.ts";
import { type CourseShelf, createCourseShelf } from "./course-shelf.ts";
import { openHouseMailer } from "./mail/house-mailer.ts";
import { loadSecret } from "./secret.ts";
import { createSigner, type Signer } from "./signer.ts";
import { PartialFiles } from "./upload/partial-files.ts";
import { UploadLocks } from "./upload/upload-locks.ts";

/** Everything of one data folder that outlives a request. */
export interface House {
  readonly home: string;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly auth: Auth;
  readonly accounts: Accounts;
  readonly courses: CourseShelf;
  /** Sends mails: by SMTP where a server is named, else into the folder `mail`. */
  readonly mailer: Mailer;
  /** Final boards of revealed courses. */
  readonly finalBoards: FinalShelf;
  /** Uploads of any kind, by person: what is refused is stored until it is swept. */
  readonly uploads: AttemptGuard;
  /** Files that come in pieces, and are not whole yet. */
  readonly partials: PartialFiles;
  readonly uploadLocks: UploadLocks;
  /** Requests that carry an API token, by token. */
  readonly tokenUses: AttemptGuard;
  /** Requests with a token that opens nothing, by address. */
  readonly badTokens: AttemptGuard;
  /** Signs addresses that open one file for a while. */
  readonly sign: Signer;
}

/**
 * The house of the data folder that `GRADMARK_HOME` names, opened on first use: `next build` evaluates route modules,
 * and must not make a database. Next gives each route a module graph of its own, so what they share can only hang on
 * `globalThis`; it is kept by folder, so that two portals in one process (tests) do not share one.
 */
export function openHouse(): House {
  const home = resolve(/* turbopackIgnore: true */ process.env.GRADMARK_HOME ?? "var");
  const open = houses();
  const known = open.get(home);
  if (known) return known;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const migrations = process.env.GRADMARK_MIGRATIONS;
  const file = join(/* turbopackIgnore: true */ home, "gradmark.sqlite");
  const database = openDatabase({ file, ...(migrations && { migrations }) });
  const secret = loadSecret(home);
  const mailer = openHouseMailer(home, process.env);
  const accounts = openAccounts({ database, secret, mailer, env: process.env, now: () => new Date() });
  const house: House = {
    home,
    database,
    blobs: openBlobStore(join(/* turbopackIgnore: true */ home, "blobs")),
    auth: accounts.auth,
    accounts,
    courses: createCourseShelf(home),
    mailer,
    finalBoards: new Map(),
    uploads: new AttemptGuard({ attempts: 60, windowMs: 10 * minute }),
    partials: new PartialFiles(database, join(/* turbopackIgnore: true */ home, "partial")),
    uploadLocks: new UploadLocks(),
    tokenUses: new AttemptGuard({ attempts: 240, windowMs: minute }),
    badTokens: new AttemptGuard({ attempts: 120, windowMs: 10 * minute }),
    sign: createSigner(secret),
  };
  open.set(home, house);
  return house;
}

const minute = 60_000;

/** Closes the database of a data folder, if a request has opened it. */
export function closeHouse(home: string): void {
  const open = houses();
  open.get(resolve(home))?.database.close();
  open.delete(resolve(home));
}

function houses(): Map<string, House> {
  const key = Symbol.for("gradmark.portal.houses");
  const shared: { [key: symbol]: Map<string, House> | undefined } = globalThis as never;
  shared[key] ??= new Map();
  return shared[key];
}
