import { type Answer, slotRule } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { insertAnswer, type NewAnswer, selectOptionalSameAnswer } from "../queries/answer.ts";
import { selectCourse } from "../queries/course.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { type SlotTries, selectSlotTries } from "./gradient-tries.ts";
import { type CourseRefusal, courseRefusal } from "./open-course.ts";

export type AnswerRefusal = CourseRefusal | "no-gradient-tries-left";

type Taken = { ok: true; answer: Answer; repeated: boolean; tries: SlotTries };

/**
 * Keeps a judged answer of a team, and takes a try for it where the kit limits them: both or neither, under the write
 * lock, so answers of two members at the same time cannot use more tries than there are. The caller shows a verdict
 * only when this took the answer. A graded answer that the team gave before, letter by letter, is that answer again:
 * it costs nothing.
 */
export function submitAnswer(
  db: Database,
  { given, now }: { given: NewAnswer; now: Date },
): Taken | { ok: false; refusal: AnswerRefusal; tries: SlotTries } {
  const { courseId, teamId, problem, slot, userId } = given;
  return inTransaction(db, () => {
    const course = selectCourse(db, courseId);
    const place = { course, teamId, problem, slot };
    const limited = slotRule(course.kit, problem, slot).tries !== null;
    const tries = selectSlotTries(db, place);
    const closed = courseRefusal(course, now);
    if (closed) return { ok: false, refusal: closed, tries };
    const same = limited ? selectOptionalSameAnswer(db, given) : undefined;
    if (same) return { ok: true, answer: same, repeated: true, tries };
    if (tries.left === 0) return { ok: false, refusal: "no-gradient-tries-left", tries };
    const answer = insertAnswer(db, given, now);
    if (limited && given.verdict !== "undecided") {
      const line = { courseId, teamId, kind: "gradient-try-used", subjectId: answer.id, amount: 1 } as const;
      insertLedgerLine(db, { ...line, why: `Answered ${problem}/${slot}.`, actor: userId ?? "system", at: now });
    }
    return { ok: true, answer, repeated: false, tries: selectSlotTries(db, place) };
  });
}
