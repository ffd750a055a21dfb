import { type Course, slotRule } from "@gradmark/contract";
import { and, count, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { ofLineage } from "../queries/team-lineage.ts";
import { answer } from "../schema/answer.ts";
import { ledger } from "../schema/ledger.ts";

/** A team's tries at one slot; `allowed` and `left` are null where the kit sets no limit. */
export interface SlotTries {
  allowed: number | null;
  used: number;
  left: number | null;
}

/**
 * Counted from the ledger. An answer that could not be read is never stored, and one that the checker could not decide
 * writes no line, so neither costs a try, whatever a person decides of it later.
 */
export function selectSlotTries(
  db: Database,
  { course, teamId, problem, slot }: { course: Course; teamId: string; problem: string; slot: string },
): SlotTries {
  const { tries: allowed } = slotRule(course.kit, problem, slot);
  const row = db.orm
    .select({ used: count() })
    .from(ledger)
    .innerJoin(answer, eq(answer.id, ledger.subjectId))
    .where(
      and(
        ofLineage(ledger.teamId, teamId),
        eq(ledger.kind, "gradient-try-used"),
        eq(answer.problem, problem),
        eq(answer.slot, slot),
      ),
    )
    .get();
  const used = row?.used ?? 0;
  return { allowed, used, left: allowed === null ? null : Math.max(0, allowed - used) };
}
