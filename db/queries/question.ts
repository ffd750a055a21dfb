import {
  questionMessage as messageRow,
  type Question,
  type QuestionMessage,
  question as questionRow,
} from "@gradmark/contract";
import { and, asc, desc, eq, gte, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database } from "../database.ts";
import { question, questionMessage } from "../schema/question.ts";
import { insertChange } from "./change.ts";

/** A person's place in a course, as far as it decides which questions are theirs. */
export interface Asker {
  courseId: string;
  userId: string;
  teamId: string | null;
}

/** The questions of the asker's team, and those that the asker wrote without a team; newest first. */
export function selectOwnQuestions(db: Database, asker: Asker): Question[] {
  return select(db, { where: ownedBy(asker), newest: question.changedAt });
}

/** All questions of a course, for its staff: the open ones first, the longest waiting first of all. */
export function selectAllQuestions(db: Database, courseId: string): Question[] {
  const rows = db.orm
    .select()
    .from(question)
    .where(eq(question.courseId, courseId))
    .orderBy(
      sql`${question.state} <> 'open'`,
      sql`iif(${question.state} = 'open', ${question.changedAt}, -${question.changedAt})`,
    )
    .limit(mostListed)
    .all();
  return rows.map((row) => questionRow.parse(row));
}

/** What everybody in a course may read, newest first; with `text`, what has all of its words, in any order. */
export function selectPublishedQuestions(
  db: Database,
  { courseId, text = "" }: { courseId: string; text?: string },
): Question[] {
  const where = and(eq(question.courseId, courseId), isNotNull(question.publishedAt));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  // SQLite folds the letters of ASCII only; a course has some hundred questions at most.
  return select(db, { where, newest: question.publishedAt }).filter(({ published }) => {
    const all = Object.values(published ?? {})
      .join("\n")
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

const mostListed = 500;

function select(db: Database, { where, newest }: { where: SQL | undefined; newest: SQLiteColumn }) {
  const rows = db.orm
    .select()
    .from(question)
    .where(where)
    .orderBy(desc(newest), asc(question.id))
    .limit(mostListed)
    .all();
  return rows.map((row) => questionRow.parse(row));
}

/** Nothing when it belongs to another course. */
export function selectOptionalQuestion(
  db: Database,
  { id, courseId }: { id: string; courseId: string },
): Question | undefined {
  const row = db.orm
    .select()
    .from(question)
    .where(and(eq(question.id, id), eq(question.courseId, courseId)))
    .get();
  return row && questionRow.parse(row);
}

/** Whether a question is one of the asker's own. */
export function isOwnQuestion({ courseId, teamId, askedBy }: Question, asker: Asker): boolean {
  if (courseId !== asker.courseId) return false;
  return teamId === null ? askedBy === asker.userId : teamId === asker.teamId;
}

function ownedBy({ courseId, userId, teamId }: Asker) {
  const own = and(sql`${question.teamId} is null`, eq(question.askedBy, userId));
  return and(eq(question.courseId, courseId), teamId === null ? own : or(own, eq(question.teamId, teamId)));
}

/** How many questions a person has asked in a course since a time. */
export function countQuestionsSince(
  db: Database,
  { courseId, userId, since }: { courseId: string; userId: string; since: Date },
): number {
  const rows = db.orm
    .select({ id: question.id })
    .from(question)
    .where(and(eq(question.courseId, courseId), eq(question.askedBy, userId), gte(question.createdAt, since)))
    .all();
  return rows.length;
}

/** What was written under a question, in order. */
export function selectQuestionMessages(db: Database, questionId: string): QuestionMessage[] {
  const rows = db.orm
    .select()
    .from(questionMessage)
    .where(eq(questionMessage.questionId, questionId))
    .orderBy(asc(questionMessage.id))
    .all();
  return rows.map((row) => messageRow.parse(row));
}

/** The row alone; the transactions check first. What concerns the team is noted for the team, what is public for all. */
export function upsertQuestionRow(db: Database, { id, ...values }: Question): void {
  db.orm
    .insert(question)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: question.id, set: values })
    .run();
  const { courseId, teamId, askedBy, publishedAt, changedAt: at } = values;
  const userId = teamId === null ? askedBy : null;
  insertChange(db, { courseId, teamId, userId, topic: "question", subjectId: id, at });
  if (publishedAt !== null) noteForAll(db, values, id);
}

/** Says to all open pages of a course that the list of published questions changed. */
export function noteForAll(db: Database, { courseId, changedAt: at }: Omit<Question, "id">, subjectId: string): void {
  insertChange(db, { courseId, teamId: null, topic: "question", subjectId, at });
}

export function insertQuestionMessage(db: Database, values: Omit<QuestionMessage, "id">): void {
  db.orm.insert(questionMessage).values(values).run();
}
