import { type Answer, answer as answerRow } from "@gradmark/contract";
import { and, asc, desc, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { answer } from "../schema/answer.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";

export type NewAnswer = Omit<Answer, "id" | "createdAt" | "decidedBy" | "decidedAt">;

/** Keeps an answer to one slot with what the checker said of it. */
export function insertAnswer(db: Database, values: NewAnswer, now: Date): Answer {
  return inTransaction(db, () => {
    const row = db.orm
      .insert(answer)
      .values({ ...values, id: db.newId(), createdAt: now })
      .returning()
      .get();
    const { courseId, teamId, problem } = values;
    insertChange(db, { courseId, teamId, topic: "answer", subjectId: problem, at: now });
    return answerRow.parse(row);
  });
}

/** A team's answers, newest first; those to one problem when it is named. */
export function selectAnswers(
  db: Database,
  { teamId, problem, limit = 1000 }: { teamId: string; problem?: string; limit?: number },
): Answer[] {
  const rows = db.orm
    .select()
    .from(answer)
    .where(and(eq(answer.teamId, teamId), problem === undefined ? undefined : eq(answer.problem, problem)))
    .orderBy(desc(answer.createdAt), desc(arrival(answer)))
    .limit(limit)
    .all();
  return rows.map((row) => answerRow.parse(row));
}

/**
 * The answer that counts for each slot: the newest correct one, else the newest. A team that has found a derivative
 * may go on trying without losing it.
 */
export function selectCountingAnswers(db: Database, teamId: string): Answer[] {
  const counting = new Map<string, Answer>();
  for (const one of selectAnswers(db, { teamId, limit: Number.MAX_SAFE_INTEGER })) {
    const key = JSON.stringify([one.problem, one.slot]);
    const before = counting.get(key);
    if (!before || (before.verdict !== "correct" && one.verdict === "correct")) counting.set(key, one);
  }
  return [...counting.values()];
}

export function selectOptionalAnswer(db: Database, id: string): Answer | undefined {
  const row = db.orm.select().from(answer).where(eq(answer.id, id)).get();
  return row && answerRow.parse(row);
}

/** The team's earlier answer to the slot that reads the same letter by letter. */
export function selectOptionalSameAnswer(
  db: Database,
  { teamId, problem, slot, answer: text, format }: NewAnswer,
): Answer | undefined {
  const place = and(eq(answer.teamId, teamId), eq(answer.problem, problem), eq(answer.slot, slot));
  const row = db.orm
    .select()
    .from(answer)
    .where(and(place, eq(answer.answer, text), eq(answer.format, format)))
    .get();
  return row && answerRow.parse(row);
}

/** Answers of a course that wait for a person because the checker could not decide them, oldest first. */
export function selectUndecidedAnswers(db: Database, courseId: string): Answer[] {
  const rows = db.orm
    .select()
    .from(answer)
    .where(and(eq(answer.courseId, courseId), eq(answer.verdict, "undecided")))
    .orderBy(asc(answer.createdAt), asc(arrival(answer)))
    .all();
  return rows.map((row) => answerRow.parse(row));
}

export function updateAnswerDecided(
  db: Database,
  { answerId, verdict, decidedBy, now }: { answerId: string; verdict: Answer["verdict"]; decidedBy: string; now: Date },
): Answer {
  const row = db.orm
    .update(answer)
    .set({ verdict, decidedBy, decidedAt: now })
    .where(eq(answer.id, answerId))
    .returning()
    .get();
  const decided = answerRow.parse(row);
  const { courseId, teamId, problem } = decided;
  insertChange(db, { courseId, teamId, topic: "answer", subjectId: problem, at: now });
  return decided;
}
