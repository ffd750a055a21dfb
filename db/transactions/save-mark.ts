import type { Mark, MarkContent } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectHandIn } from "../queries/hand-in.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { insertMarkRow, type MarkPlace, selectOptionalMark, updateMarkRow } from "../queries/mark.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

export interface MarkSave extends MarkPlace {
  content: MarkContent;
  /** The version that the grader saw last; 0 when there was no mark yet. */
  seen: number;
  done: boolean;
  /** Points of a mark in hundredths, under the rules that hold: for the ledger. */
  pointsOf: (mark: MarkContent & { id: string }) => number;
  now: Date;
}

/** Refused with the mark as it stands: whoever saves decides what becomes of both. */
export type SavedMark = { ok: true; mark: Mark } | { ok: false; refusal: "stale"; stored: Mark | null };

/**
 * Saves what a grader says of a part, unless somebody has saved in between. A done mark that counts, and each change
 * of it, is in the ledger; every save is in the audit log with what was before.
 */
export function saveMark(db: Database, save: MarkSave): SavedMark {
  const { done, seen, pointsOf, now } = save;
  return inTransaction(db, () => {
    const before = selectOptionalMark(db, save);
    if ((before?.version ?? 0) !== seen) return { ok: false, refusal: "stale", stored: before ?? null };
    if (before && isSame(before, save)) return { ok: true, mark: before };
    const mark = write(db, save, before);
    const { courseId, teamId, handInId, part, purpose, graderId } = mark;
    if (purpose === "grade" && (done || before?.state === "done")) {
      const why = describe(mark, before);
      const points = (one: Mark | undefined) => (one?.state === "done" ? pointsOf(one) : 0);
      const amount = (points(mark) - points(before)) / 100;
      const line = { courseId, teamId, kind: "grade-changed", subjectId: handInId, amount } as const;
      insertLedgerLine(db, { ...line, why: `${part}: ${why}`, actor: graderId, at: now });
    }
    const action = done ? "mark-done" : before?.state === "done" ? "mark-reopened" : "mark-saved";
    const note = { courseId, actor: graderId, action, subjectId: mark.id, teamId } as const;
    insertStaffAction(db, { ...note, before: before ?? null, after: mark, at: now });
    return { ok: true, mark };
  });
}

function isSame(before: Mark, { content, done }: MarkSave): boolean {
  const { applied, adjustment, adjustmentWhy, comment, note } = before;
  const same =
    JSON.stringify({ applied, adjustment, adjustmentWhy, comment, note }) === JSON.stringify(ordered(content));
  return same && (before.state === "done") === done;
}

/** The keys in the order in which `isSame` names them. */
function ordered({ applied, adjustment, adjustmentWhy, comment, note }: MarkContent): MarkContent {
  return {
    applied: applied.map(({ item, points }) => ({ item, points })),
    adjustment,
    adjustmentWhy,
    comment,
    note,
  };
}

function write(db: Database, save: MarkSave, before: Mark | undefined): Mark {
  const { handInId, part, purpose, graderId, content, seen, done, now } = save;
  const state = done ? "done" : "draft";
  const doneAt = done ? now : null;
  const said = { ...ordered(content), state, doneAt } as const;
  if (before) return updateMarkRow(db, before.id, { ...said, graderId, version: seen + 1 }, now);
  const { courseId, teamId } = selectHandIn(db, handInId);
  return insertMarkRow(db, { handInId, part, purpose, graderId, ...said, courseId, teamId }, now);
}

function describe({ state, applied, adjustment }: Mark, before: Mark | undefined): string {
  if (state === "draft") return "reopened; its points are open again.";
  const items = applied.map(({ item, points }) => (points === null ? item : `${item} (${points})`)).join(", ");
  const own = adjustment === 0 ? "" : `; own adjustment ${adjustment / 100}`;
  return `${before?.state === "done" ? "changed to" : "graded with"} ${items || "no item"}${own}.`;
}
