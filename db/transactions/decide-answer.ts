import type { Answer } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectOptionalAnswer, updateAnswerDecided } from "../queries/answer.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

export type DecisionRefusal = "no-such-answer" | "decided-already";

/**
 * A person decides what the checker left undecided: once, with a line in the ledger, since it changes a grade, and one
 * in the audit log.
 */
export function decideUndecided(
  db: Database,
  request: {
    courseId: string;
    answerId: string;
    verdict: "correct" | "incorrect";
    why: string;
    decidedBy: string;
    now: Date;
  },
): { ok: true; answer: Answer } | { ok: false; refusal: DecisionRefusal } {
  const { courseId, answerId, verdict, why, decidedBy, now } = request;
  return inTransaction(db, () => {
    const found = selectOptionalAnswer(db, answerId);
    if (found?.courseId !== courseId) return { ok: false, refusal: "no-such-answer" };
    if (found.verdict !== "undecided") return { ok: false, refusal: "decided-already" };
    const { teamId, problem, slot } = found;
    const said = `Decided ${problem}/${slot}, which the checker could not: ${verdict}. ${why}`;
    const line = { courseId, teamId, kind: "grade-changed", subjectId: answerId, amount: 0 } as const;
    insertLedgerLine(db, { ...line, why: said, actor: decidedBy, at: now });
    const action = { courseId, actor: decidedBy, action: "answer-decided", subjectId: answerId, teamId } as const;
    insertStaffAction(db, { ...action, before: { verdict: found.verdict }, after: { verdict, why }, at: now });
    return { ok: true, answer: updateAnswerDecided(db, { answerId, verdict, decidedBy, now }) };
  });
}
