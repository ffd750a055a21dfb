import { eq, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { team } from "../schema/team.ts";

/**
 * That a column names a team or one that became part of it. The ledger cannot be rewritten when teams merge, so tries
 * that a merged team used are found by descent.
 */
export function ofLineage(column: SQLiteColumn, teamId: string): SQL | undefined {
  return or(
    eq(column, teamId),
    sql`${column} in (select ${team.id} from ${team} where ${team.mergedIntoId} = ${teamId})`,
  );
}
