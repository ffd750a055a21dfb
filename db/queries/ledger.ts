import { type LedgerKind, type LedgerLine, ledgerLine } from "@gradmark/contract";
import { and, asc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { ledger } from "../schema/ledger.ts";
import { ofLineage } from "./team-lineage.ts";

/** Writes one line; it can never be changed. Call it inside the transaction that it accounts for. */
export function insertLedgerLine(
  db: Database,
  line: {
    courseId: string;
    teamId: string | null;
    kind: LedgerKind;
    subjectId: string | null;
    amount: number;
    why: string;
    actor: string;
    at: Date;
  },
): void {
  db.orm.insert(ledger).values(line).run();
}

/** All lines of a course, or of one of its teams, oldest first. */
export function selectLedger(db: Database, { courseId, teamId }: { courseId: string; teamId?: string }): LedgerLine[] {
  const rows = db.orm
    .select()
    .from(ledger)
    .where(and(eq(ledger.courseId, courseId), teamId === undefined ? undefined : eq(ledger.teamId, teamId)))
    .orderBy(asc(ledger.id))
    .all();
  return rows.map((row) => ledgerLine.parse(row));
}

/**
 * Tries used less tries given back in `from` ≤ time < `to` (at any time without them), by a team and those that became
 * part of it; negative when more came back than were used.
 */
export function selectTriesUsed(
  db: Database,
  { teamId, from, to }: { teamId: string; from?: Date; to?: Date },
): number {
  return sumTries(db, and(ofLineage(ledger.teamId, teamId), from && gte(ledger.at, from), to && lt(ledger.at, to)));
}

/** Whether a team has used a try or handed in: from then on what it did can no longer be told from who is in it. */
export function hasStarted(db: Database, teamId: string): boolean {
  if (selectTriesUsed(db, { teamId }) > 0) return true;
  const other = db.orm
    .select({ id: ledger.id })
    .from(ledger)
    .where(and(ofLineage(ledger.teamId, teamId), inArray(ledger.kind, ["gradient-try-used", "hand-in"])))
    .get();
  return other !== undefined;
}

/** 1 while an entry's try counts, 0 when it was given back. */
export function selectTriesUsedBy(db: Database, entryId: string): number {
  return sumTries(db, eq(ledger.subjectId, entryId));
}

function sumTries(db: Database, condition: SQL | undefined): number {
  const row = db.orm
    .select({ used: sql<number>`coalesce(sum(case ${ledger.kind} when 'try-used' then 1 else -1 end), 0)` })
    .from(ledger)
    .where(and(condition, inArray(ledger.kind, ["try-used", "try-returned"])))
    .get();
  return row?.used ?? 0;
}
