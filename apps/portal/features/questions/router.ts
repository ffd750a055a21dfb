import type { Question } from "@gradmark/contract";
import {
  type Asker,
  answerQuestion,
  askFurther,
  askStaff,
  hideQuestion,
  isOwnQuestion,
  markDuplicate,
  publishQuestion,
  type QuestionRefusal,
  selectAllQuestions,
  selectOptionalQuestion,
  selectOwnQuestions,
  selectPerson,
  selectPublishedQuestions,
  selectQuestionMessages,
  selectTeam,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { leadProcedure, type Membership, memberProcedure, router } from "#server/trpc.ts";
import { askInput, duplicateInput, listInput, messageInput, publishInput, showInput } from "./schema.ts";
import { draftPublication, viewMessage, viewPublished, viewQuestion } from "./view.ts";

export const questionsRouter = router({
  /** The reader's own questions, or for the staff all; and the published ones that have all the words of `text`. */
  list: memberProcedure.input(listInput).query(({ ctx, input: { text } }) => {
    const { database } = ctx.house;
    const { course } = ctx;
    const staff = answers(ctx);
    const published = selectPublishedQuestions(database, { courseId: course.id, text });
    const seen = staff ? selectAllQuestions(database, course.id) : selectOwnQuestions(database, askerOf(ctx));
    return {
      zone: course.timeZone,
      staff,
      questions: seen.map((one) => viewQuestion(one, staff ? sayAsker(ctx, one) : null)),
      published: published.flatMap((one) => viewPublished(one) ?? []),
    };
  }),

  /** One question: to those who asked it and the staff with all that was written, to others what was published of it. */
  show: memberProcedure.input(showInput).query(({ ctx, input: { question: id } }) => {
    const { database } = ctx.house;
    const { course } = ctx;
    const staff = answers(ctx);
    const found = selectOptionalQuestion(database, { id, courseId: course.id });
    const own = found !== undefined && isOwnQuestion(found, askerOf(ctx));
    const published = found ? viewPublished(found) : null;
    if (!found || !(staff || own || published)) throw new TRPCError({ code: "NOT_FOUND", message: noQuestion });
    const messages = staff || own ? selectQuestionMessages(database, id) : [];
    const nameOf = (userId: string) => selectPerson(database, userId).name;
    return {
      zone: course.timeZone,
      staff,
      own,
      published,
      question: staff || own ? viewQuestion(found, staff ? sayAsker(ctx, found) : null) : null,
      messages: messages.map((one) =>
        viewMessage(one, one.side === "staff" && !staff ? "Staff" : nameOf(one.authorId)),
      ),
      draft: staff ? draftPublication(found, messages) : null,
      duplicateOf: staff || own ? showOriginal(ctx, found) : null,
    };
  }),

  ask: memberProcedure.input(askInput).mutation(({ ctx, input }) => {
    return say(ctx, askStaff(ctx.house.database, { asker: askerOf(ctx), ...input, now: ctx.now }));
  }),

  /** Adds to a question of the reader's team. */
  add: memberProcedure.input(messageInput).mutation(({ ctx, input: { question: id, body } }) => {
    return say(ctx, askFurther(ctx.house.database, { id, asker: askerOf(ctx), body, now: ctx.now }));
  }),

  answer: leadProcedure.input(messageInput).mutation(({ ctx, input: { question, body } }) => {
    return say(ctx, answerQuestion(ctx.house.database, { ...placeOf(ctx, question), body }));
  }),

  /** Shows question and answer to everybody, in the words of the input. */
  publish: leadProcedure.input(publishInput).mutation(({ ctx, input: { question, published } }) => {
    return say(ctx, publishQuestion(ctx.house.database, { ...placeOf(ctx, question), published }));
  }),

  hide: leadProcedure.input(showInput).mutation(({ ctx, input: { question } }) => {
    return say(ctx, hideQuestion(ctx.house.database, placeOf(ctx, question)));
  }),

  markDuplicate: leadProcedure.input(duplicateInput).mutation(({ ctx, input: { question, of } }) => {
    return say(ctx, markDuplicate(ctx.house.database, { ...placeOf(ctx, question), of }));
  }),
});

const noQuestion = "There is no such question, or it is not for you. Open the page “Questions”.";

/** Those who answer see who asks. */
function answers({ role }: Membership): boolean {
  return role === "owner" || role === "ta";
}

function askerOf({ course, person, team }: Membership): Asker {
  return { courseId: course.id, userId: person.id, teamId: team?.id ?? null };
}

function placeOf({ course, person, now }: Context & Membership, id: string) {
  return { id, courseId: course.id, actor: person.id, now };
}

function sayAsker({ house: { database } }: Context, { teamId, askedBy }: Question): string {
  const { name } = selectPerson(database, askedBy);
  return teamId === null ? name : `${selectTeam(database, teamId).name} (${name})`;
}

/** The published question that answers this one. */
function showOriginal({ house, course }: Context & Membership, { duplicateOf }: Question) {
  const original = duplicateOf && selectOptionalQuestion(house.database, { id: duplicateOf, courseId: course.id });
  return original ? viewPublished(original) : null;
}

type Done = { ok: true; question: Question } | { ok: false; refusal: QuestionRefusal };

function say({ course, now }: Context & Membership, done: Done) {
  return done.ok ? { ok: true as const, question: done.question.id } : refuse(done.refusal, { course, now });
}
