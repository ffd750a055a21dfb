import type { Question } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellCourse } from "../notices/tell.ts";
import {
  type Asker,
  countQuestionsSince,
  insertQuestionMessage,
  isOwnQuestion,
  selectOptionalQuestion,
  upsertQuestionRow,
} from "../queries/question.ts";

export type QuestionRefusal = "no-question" | "too-many-questions" | "not-published";
export type Questioned = { ok: true; question: Question } | { ok: false; refusal: QuestionRefusal };

/** More is no question but a flood; a day's worth for one person. */
export const questionsADay = 20;

/** A question of a team to the staff: until they publish it, between the two. */
export function askStaff(
  db: Database,
  { asker, title, body, now }: { asker: Asker; title: string; body: string; now: Date },
): Questioned {
  return inTransaction(db, () => {
    const { courseId, userId, teamId } = asker;
    const since = new Date(now.getTime() - 24 * 60 * 60_000);
    if (countQuestionsSince(db, { courseId, userId, since }) >= questionsADay)
      return { ok: false, refusal: "too-many-questions" };
    const asked = { state: "open", duplicateOf: null, published: null, publishedAt: null } as const;
    const times = { createdAt: now, changedAt: now };
    const question: Question = { id: db.newId(), courseId, teamId, askedBy: userId, title, ...asked, ...times };
    write(db, question, { authorId: userId, body, now });
    return { ok: true, question };
  });
}

/** Adds to a question of one's own; it is open again then. */
export function askFurther(
  db: Database,
  { id, asker, body, now }: { id: string; asker: Asker; body: string; now: Date },
): Questioned {
  return inTransaction(db, () => {
    const before = selectOptionalQuestion(db, { id, courseId: asker.courseId });
    if (!before || !isOwnQuestion(before, asker)) return { ok: false, refusal: "no-question" };
    const question: Question = { ...before, state: "open", changedAt: now };
    write(db, question, { authorId: asker.userId, body, now });
    return { ok: true, question };
  });
}

function write(
  db: Database,
  question: Question,
  { authorId, body, now }: { authorId: string; body: string; now: Date },
): void {
  const { id: questionId, courseId, title } = question;
  upsertQuestionRow(db, question);
  insertQuestionMessage(db, { questionId, side: "team", authorId, body, at: now });
  tellCourse(db, ["owner", "ta"], { courseId, facts: { kind: "question-asked", questionId, title }, now });
}
