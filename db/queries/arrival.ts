import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** The order in which rows of a table came in, for rows of the same millisecond; ids are random and tell nothing. */
export function arrival(table: SQLiteTable): SQL {
  return sql`${table}.rowid`;
}
