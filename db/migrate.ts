import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type Client from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";

/**
 * Applies the migrations that the file has not seen, in one transaction under the write lock: drizzle's own migrator
 * looks before it locks, so that portal and worker, started together on a new file, would trip over each other.
 * Its table of applied migrations is kept, so its tools go on working.
 */
export function applyMigrations(client: Client.Database, folder = findMigrations()): void {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  // A migration that rebuilds a table drops the old one, which must not cascade; checked again before the commit.
  client.pragma("foreign_keys = OFF");
  client
    .transaction(() => {
      client.exec(
        "CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)",
      );
      const last = client.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
      const newest = migrations.at(-1)?.folderMillis ?? 0;
      if (Number(last ?? 0) > newest) throw new Error("it was written by a newer version of Gradmark");
      const applied = client.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)");
      for (const migration of migrations) {
        if (migration.folderMillis <= Number(last ?? 0)) continue;
        for (const statement of migration.sql) client.exec(statement);
        applied.run(migration.hash, migration.folderMillis);
      }
      const broken = client.pragma("foreign_key_check");
      if (Array.isArray(broken) && broken.length > 0)
        throw new Error(`a migration left ${broken.length} broken references`);
    })
    .immediate();
}

/**
 * The migrations beside this file, or, where a bundler has moved this file, those of the repository that contains the
 * current folder.
 */
function findMigrations(): string {
  const here = import.meta.dirname;
  const places = here ? [join(here, "migrations")] : [];
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    places.push(join(folder, "db", "migrations"));
    if (folder === dirname(folder)) break;
  }
  const found = places.find((place) => existsSync(join(place, "meta", "_journal.json")));
  if (!found) throw new Error(`no migrations found; looked in ${places.join(", ")}`);
  return found;
}
