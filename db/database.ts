import { randomUUID } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import Client from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { applyMigrations } from "./migrate.ts";

/**
 * One connection. All queries are synchronous and run on it, so that whatever is called inside `inTransaction` is
 * part of that transaction. `orm` is for better-auth's adapter and for this package.
 */
export interface Database {
  readonly orm: BetterSQLite3Database;
  readonly client: Client.Database;
  readonly newId: () => string;
  close(): void;
}

export interface DatabaseOptions {
  /** Path of the SQLite file (created when absent, readable by its owner only), or `:memory:`. */
  file: string;
  /** The folder with the migrations; found from this package or the current folder when it is not given. */
  migrations?: string;
  newId?: () => string;
}

/**
 * Opens the database and brings its tables up to date; several processes may do so at once. A committed transaction
 * is on the disk (WAL with synchronous FULL) before the call that made it returns.
 */
export function openDatabase({ file, migrations, newId = randomUUID }: DatabaseOptions): Database {
  if (file !== ":memory:") closeSync(openSync(file, "a", 0o600));
  const client = new Client(file, { timeout: busyTimeoutMs });
  try {
    client.pragma("journal_mode = WAL");
    client.pragma("synchronous = FULL");
    applyMigrations(client, migrations);
    client.pragma("foreign_keys = ON");
  } catch (cause) {
    client.close();
    throw new Error(`The database ${file} could not be opened: ${String(cause)}`, { cause });
  }
  return { orm: drizzle(client, { casing: "snake_case" }), client, newId, close: () => client.close() };
}

/** How long a writer waits for another process's transaction before it gives up. */
const busyTimeoutMs = 10_000;

/**
 * Runs `work` as one transaction that holds the write lock from its start, so that what it reads cannot change before
 * it writes. Inside another transaction it becomes a part of it.
 */
export function inTransaction<T>(db: Database, work: () => T): T {
  return db.client.transaction(work).immediate();
}
