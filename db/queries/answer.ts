import { type Answer, answer as answerRow } from "@gradmark/contract";
import { and, desc, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { answer } from "../schema/answer.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";

/** Keeps an answer to one slot with what the checker said of it. */
export function insertAnswer(db: Database, values: Omit<Answer, "id" | "createdAt">, now: Date): Answer {
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
