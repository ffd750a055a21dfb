import type { Question, QuestionMessage } from "@gradmark/contract";
import { renderWords } from "#features/handout/view.ts";

/** A published question as everybody in the course reads it: nothing in it tells who asked. */
export interface PublishedCard {
  id: string;
  title: string;
  question: string;
  answer: string;
  publishedAt: Date;
}

export function viewPublished({ id, published, publishedAt }: Question): PublishedCard | null {
  if (published === null || publishedAt === null) return null;
  const { title, question, answer } = published;
  return { id, title, question: renderWords(question), answer: renderWords(answer), publishedAt };
}

/** A question in the list of those who asked it, or of the staff. */
export interface QuestionCard {
  id: string;
  title: string;
  state: Question["state"];
  published: boolean;
  /** Who asked, for the staff; null for the team itself. */
  from: string | null;
  createdAt: Date;
  changedAt: Date;
}

export function viewQuestion(question: Question, from: string | null): QuestionCard {
  const { id, title, state, publishedAt, createdAt, changedAt } = question;
  return { id, title, state, published: publishedAt !== null, from, createdAt, changedAt };
}

/** What was written under a question. Of the staff a team learns no names. */
export interface MessageCard {
  id: number;
  side: QuestionMessage["side"];
  by: string;
  html: string;
  at: Date;
}

export function viewMessage({ id, side, body, at }: QuestionMessage, by: string): MessageCard {
  return { id, side, by, html: renderWords(body), at };
}

/** What is proposed for everybody: what was published before, else the first words of the team and the last of the staff. */
export function draftPublication(question: Question, messages: readonly QuestionMessage[]) {
  const first = messages.find(({ side }) => side === "team")?.body ?? "";
  const last = messages.findLast(({ side }) => side === "staff")?.body ?? "";
  return question.published ?? { title: question.title, question: first, answer: last };
}
