import { compileProblem, decideAnswer } from "@gradmark/backprop-checker";
import type { GradientProblem, SlotVerdict } from "@gradmark/contract";
import { courseRefusal, insertAnswer, selectAnswers, selectCountingAnswers, selectTeamMembers } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { answerInput, problemInput } from "./schema.ts";
import { viewProblem, viewProblemLine } from "./view.ts";

export const gradientsRouter = router({
  /** The problems of section 1 with what the reader's team has solved. */
  list: memberProcedure.query(async ({ ctx }) => {
    const answers = ctx.team ? selectCountingAnswers(ctx.house.database, ctx.team.id) : [];
    const problems = await problemsOf(ctx, ctx);
    return {
      now: ctx.now,
      course: viewCourse(ctx.course),
      team: ctx.team?.name ?? null,
      problems: problems.map((problem) => viewProblemLine(problem, answers)),
    };
  }),

  /** One problem with the answers of the reader's team. */
  show: memberProcedure.input(problemInput).query(async ({ ctx, input }) => {
    const { database } = ctx.house;
    const problems = await problemsOf(ctx, ctx);
    const problem = find(problems, input.problem);
    const answers = ctx.team ? selectAnswers(database, { teamId: ctx.team.id, problem: problem.id }) : [];
    const members = ctx.team ? selectTeamMembers(database, ctx.team.id) : [];
    const names = new Map(members.map(({ id, name }) => [id, name]));
    const code = courseRefusal(ctx.course, ctx.now);
    return {
      now: ctx.now,
      course: viewCourse(ctx.course),
      team: ctx.team?.name ?? null,
      refusal: code && refuse(code, { course: ctx.course, now: ctx.now }),
      problem: viewProblem(problem, answers, { names, next: problems[problems.indexOf(problem) + 1] }),
    };
  }),

  /**
   * Checks an answer to one slot. Kept is what could be read, while the course is open; an answer that cannot be read
   * costs nothing and is not kept.
   */
  check: teamProcedure.input(answerInput).mutation(async ({ ctx, input }) => {
    const { house, course, team, person, now } = ctx;
    const problem = find(await problemsOf(ctx, ctx), input.problem);
    const verdict = await judge(problem, input);
    const closed = courseRefusal(course, now);
    const kept = verdict.verdict !== "invalid" && closed === null;
    if (kept) {
      const place = { courseId: course.id, teamId: team.id, userId: person.id, problem: problem.id, slot: input.slot };
      const { answer, format } = input;
      insertAnswer(house.database, { ...place, answer, format, verdict: verdict.verdict, detail: verdict }, now);
    }
    return { verdict, kept };
  }),
});

async function problemsOf({ house }: Context, { course }: Membership): Promise<GradientProblem[]> {
  return (await house.courses.kit(course.slug)).problems;
}

function find(problems: GradientProblem[], id: string): GradientProblem {
  const problem = problems.find((one) => one.id === id);
  if (problem) return problem;
  const message = `There is no problem "${id}" in this course. There are: ${problems.map((one) => one.id).join(", ")}.`;
  throw new TRPCError({ code: "NOT_FOUND", message });
}

/** @throws when the kit's own problem does not compile, which `kit validate` would have said; that is our fault */
async function judge(
  problem: GradientProblem,
  { slot, answer, format }: typeof answerInput._output,
): Promise<SlotVerdict> {
  const compiled = compileProblem(problem);
  if (!compiled.ok) throw new Error(`The problem ${problem.id} does not compile: ${compiled.problems[0]?.message}`);
  const checked = await decideAnswer(compiled.value, { answer, slot, format });
  if (!checked.ok)
    throw new TRPCError({ code: "BAD_REQUEST", message: checked.problems[0]?.message ?? "The answer names no slot." });
  const verdict = checked.value.slots.find((one) => one.slot === slot);
  if (!verdict) throw new Error(`The checker gave no verdict for ${problem.id}/${slot}.`);
  return verdict;
}
