import type { NoticeFacts, Question, StaffActionName } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellPeople, tellTeam } from "../notices/tell.ts";
import {
  insertQuestionMessage,
  noteForAll,
  selectOptionalQuestion,
  selectQuestionMessages,
  upsertQuestionRow,
} from "../queries/question.ts";
import { insertStaffAction } from "../queries/staff-action.ts";
import { selectPerson } from "../queries/user.ts";
import type { Questioned } from "./ask-staff.ts";

interface Place {
  id: string;
  courseId: string;
  actor: string;
  now: Date;
}

/** The staff's answer to a question, told to whoever asked. */
export function answerQuestion(db: Database, { body, ...place }: Place & { body: string }): Questioned {
  return change(db, place, (before) => {
    const { actor, now, id: questionId } = place;
    insertQuestionMessage(db, { questionId, side: "staff", authorId: actor, body, at: now });
    const after: Question = { ...before, state: "answered", changedAt: now };
    keep(db, after, { action: "question-answered", shown: { body }, actor, now });
    tellAskers(db, after, { kind: "question-answered", questionId, title: after.title }, now);
    return { ok: true, question: after };
  });
}

/**
 * Shows question and answer to everybody, in words of its own: who asked must not be told by how it was asked. Doing it
 * again replaces the words.
 */
export function publishQuestion(
  db: Database,
  { published, ...place }: Place & { published: NonNullable<Question["published"]> },
): Questioned {
  return change(db, place, (before) => {
    const { actor, now } = place;
    const answered = selectQuestionMessages(db, before.id).some(({ side }) => side === "staff");
    const after: Question = {
      ...before,
      state: before.state === "open" && answered ? "answered" : before.state,
      published,
      publishedAt: before.publishedAt ?? now,
      changedAt: now,
    };
    keep(db, after, { action: "question-published", shown: published, actor, now });
    return { ok: true, question: after };
  });
}

/** Takes a published question back between team and staff. */
export function hideQuestion(db: Database, place: Place): Questioned {
  return change(db, place, (before) => {
    const { actor, now } = place;
    const after = { ...before, published: null, publishedAt: null, changedAt: now };
    keep(db, after, { action: "question-hidden", shown: null, actor, now });
    if (before.publishedAt !== null) noteForAll(db, after, after.id);
    return { ok: true, question: after };
  });
}

/** Answers a question by a published one that says the same, and tells whoever asked where that is. */
export function markDuplicate(db: Database, { of, ...place }: Place & { of: string }): Questioned {
  return change(db, place, (before) => {
    const { actor, now, id: questionId, courseId } = place;
    const original = selectOptionalQuestion(db, { id: of, courseId });
    if (!original || original.publishedAt === null || of === questionId) return { ok: false, refusal: "not-published" };
    const after: Question = { ...before, state: "duplicate", duplicateOf: of, changedAt: now };
    keep(db, after, { action: "question-duplicate", shown: { of }, actor, now });
    tellAskers(db, after, { kind: "question-duplicate", questionId, title: after.title, of }, now);
    return { ok: true, question: after };
  });
}

function change(db: Database, { id, courseId }: Place, write: (before: Question) => Questioned): Questioned {
  return inTransaction(db, () => {
    const before = selectOptionalQuestion(db, { id, courseId });
    return before ? write(before) : { ok: false, refusal: "no-question" };
  });
}

function keep(
  db: Database,
  question: Question,
  { action, shown, actor, now }: { action: StaffActionName; shown: unknown; actor: string; now: Date },
): void {
  const { id, courseId, teamId } = question;
  upsertQuestionRow(db, question);
  insertStaffAction(db, { courseId, actor, action, subjectId: id, teamId, after: shown, at: now });
}

/** The whole team, so that whoever joined since reads it too; a person who asked without a team alone. */
function tellAskers(db: Database, { courseId, teamId, askedBy }: Question, facts: NoticeFacts, now: Date): void {
  if (teamId === null) tellPeople(db, [selectPerson(db, askedBy)], { courseId, facts, now });
  else tellTeam(db, { teamId, facts, now });
}
