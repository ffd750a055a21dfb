import { type CompiledProblem, decideAnswer, differenceOf } from "@gradmark/backprop-checker";
import { type GradientProblem, gradientVerdict, type SlotVerdict, slotRule } from "@gradmark/contract";
import {
  courseRefusal,
  decideUndecided,
  selectAnswers,
  selectCountingAnswers,
  selectOptionalAnswer,
  selectSlotTries,
  selectTeamMembers,
  selectTeams,
  selectUndecidedAnswers,
  submitAnswer,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { readableProblem } from "#server/gradients/readable-problem.ts";
import { opennessOf, sealVerdict } from "#server/gradients/seal.ts";
import { requirePart } from "#server/grading/may-grade.ts";
import { refuse } from "#server/refusals.ts";
import {
  graderProcedure,
  type Membership,
  memberProcedure,
  router,
  staffProcedure,
  teamProcedure,
} from "#server/trpc.ts";
import { answerInput, decisionInput, differenceInput, problemInput } from "./schema.ts";
import { viewProblem, viewProblemLine, viewUndecided } from "./view.ts";

type AnswerInput = typeof answerInput._output;

export const gradientsRouter = router({
  /** The problems of section 1 with what the reader's team has solved, as far as it may know. */
  list: memberProcedure.query(async ({ ctx }) => {
    const answers = ctx.team ? selectCountingAnswers(ctx.house.database, ctx.team.id) : [];
    const { course, now, role } = ctx;
    const waiting = role === "student" ? 0 : selectUndecidedAnswers(ctx.house.database, course.id).length;
    return {
      now,
      course: viewCourse(course),
      team: ctx.team?.name ?? null,
      tries: course.kit.gradients?.tries ?? null,
      /** For staff: answers that wait for a person. */
      undecided: waiting,
      problems: (await problemsOf(ctx, ctx)).map((problem) => viewProblemLine(problem, answers, { course, now })),
    };
  }),

  /** One problem with the answers of the reader's team. */
  show: memberProcedure.input(problemInput).query(async ({ ctx, input }) => {
    const { house, course, team, now } = ctx;
    const problems = await problemsOf(ctx, ctx);
    const problem = find(problems, input.problem);
    const answers = team ? selectAnswers(house.database, { teamId: team.id, problem: problem.id }) : [];
    const members = team ? selectTeamMembers(house.database, team.id) : [];
    const names = new Map(members.map(({ id, name }) => [id, name]));
    const used = (slot: string) =>
      team ? selectSlotTries(house.database, { course, teamId: team.id, problem: problem.id, slot }).used : 0;
    const code = courseRefusal(course, now);
    const next = problems[problems.indexOf(problem) + 1];
    const source = readableProblem(house.courses.compiled(course.slug, problem));
    return {
      now,
      course: viewCourse(course),
      team: team?.name ?? null,
      refusal: code && refuse(code, { course, now }),
      problem: viewProblem(problem, answers, { course, now, names, next, source, used }),
    };
  }),

  /**
   * Checks an answer to one slot. Kept is what could be read, while the course is open; an answer that cannot be read
   * costs nothing and is not kept. A graded answer is judged only while the team has a try, and shown only once the try
   * is taken: of two answers at once the second gets no verdict.
   */
  check: teamProcedure.input(answerInput).mutation(async ({ ctx, input }) => {
    const { house, course, team, person, now } = ctx;
    const problem = find(await problemsOf(ctx, ctx), input.problem);
    const place = { problem: problem.id, slot: input.slot };
    const sealed = slotRule(course.kit, problem.id, input.slot).explanation === "after-deadline";
    const closed = courseRefusal(course, now);
    if (sealed && closed) return refuse(closed, { course, now });
    const tries = selectSlotTries(house.database, { course, teamId: team.id, ...place });
    if (tries.left === 0) return refuse("no-gradient-tries-left", { course, now });
    const compiled = house.courses.compiled(course.slug, problem);
    const verdict = await judge(compiled, input);
    const open = opennessOf(course, place, now);
    if (verdict.verdict === "invalid" || closed)
      return { ok: true as const, kept: false, id: null, verdict: sealVerdict(verdict, verdict.verdict, open), tries };
    const { answer, format } = input;
    const mine = { courseId: course.id, teamId: team.id, userId: person.id, ...place };
    const given = { ...mine, answer, format, verdict: verdict.verdict, detail: verdict };
    const taken = submitAnswer(house.database, { given, now });
    if (!taken.ok) return refuse(taken.refusal, { course, now });
    const shown = sealVerdict(verdict, taken.answer.verdict, open);
    return { ok: true as const, kept: true, id: taken.answer.id, verdict: shown, tries: taken.tries };
  }),

  /** Where an answer of the reader's team differs from the truth, for drawing; null while that is sealed. */
  difference: teamProcedure.input(differenceInput).query(async ({ ctx, input }) => {
    const { house, course, team, now } = ctx;
    const found = selectOptionalAnswer(house.database, input.answer);
    if (found?.teamId !== team.id) throw new TRPCError({ code: "NOT_FOUND", message: "Your team has no such answer." });
    const { verdict, explanation } = opennessOf(course, found, now);
    const { counterexample } = slotVerdict.parse(found.detail);
    if (!verdict || !explanation || found.verdict !== "incorrect" || !counterexample) return null;
    const problem = find(await problemsOf(ctx, ctx), found.problem);
    const { answer, slot, format } = found;
    return differenceOf(house.courses.compiled(course.slug, problem), { answer, slot, format }, counterexample);
  }),

  /** For staff: answers that the checker could not decide. */
  undecided: staffProcedure.query(({ ctx }) => {
    const { database } = ctx.house;
    const teams = new Map(selectTeams(database, ctx.course.id).map(({ id, name }) => [id, name]));
    const waiting = selectUndecidedAnswers(database, ctx.course.id);
    return { course: viewCourse(ctx.course), answers: waiting.map((answer) => viewUndecided(answer, teams)) };
  }),

  /** For whoever grades section 1: decides one of them. It never costs the team a try. */
  decide: graderProcedure.input(decisionInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const { answer: answerId, verdict, why } = input;
    const part = course.kit.parts.find(({ grading }) => grading.rule === "gradients")?.id ?? "";
    requirePart(ctx, part, selectOptionalAnswer(house.database, answerId)?.teamId ?? "");
    const decision = { courseId: course.id, answerId, verdict, why, decidedBy: person.id, now };
    const decided = decideUndecided(house.database, decision);
    if (decided.ok) return { ok: true as const };
    const message =
      decided.refusal === "decided-already"
        ? "Somebody has decided this answer already. Reload the page."
        : "This course has no such answer. Reload the page.";
    return { ok: false as const, refusal: decided.refusal, message };
  }),
});

const slotVerdict = gradientVerdict.shape.slots.element;

async function problemsOf({ house }: Context, { course }: Membership): Promise<GradientProblem[]> {
  return (await house.courses.kit(course.slug)).problems;
}

function find(problems: GradientProblem[], id: string): GradientProblem {
  const problem = problems.find((one) => one.id === id);
  if (problem) return problem;
  const message = `There is no problem "${id}" in this course. There are: ${problems.map((one) => one.id).join(", ")}.`;
  throw new TRPCError({ code: "NOT_FOUND", message });
}

async function judge(problem: CompiledProblem, { slot, answer, format }: AnswerInput): Promise<SlotVerdict> {
  const checked = await decideAnswer(problem, { answer, slot, format });
  if (!checked.ok)
    throw new TRPCError({ code: "BAD_REQUEST", message: checked.problems[0]?.message ?? "The answer names no slot." });
  const verdict = checked.value.slots.find((one) => one.slot === slot);
  if (!verdict) throw new Error(`The checker gave no verdict for ${problem.model.source.id}/${slot}.`);
  return verdict;
}
