import { type LedgerKind, type LedgerLine, ledgerLine } from "@gradmark/contract";
import { and, asc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { ledger } from "../schema/ledger.ts";

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

/** Tries used less tries given back in `from` ≤ time < `to`; negative when more came back than were used. */
export function selectTriesUsed(db: Database, { teamId, from, to }: { teamId: string; from: Date; to: Date }): number {
  return sumTries(db, and(eq(ledger.teamId, teamId), gte(ledger.at, from), lt(ledger.at, to)));
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
