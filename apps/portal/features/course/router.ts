import type { Course } from "@gradmark/contract";
import {
  courseRefusal,
  joinCourse,
  selectAdmission,
  selectCountingAnswers,
  selectCourses,
  selectCoursesOf,
  selectEntriesOfTeam,
  selectFinalEntries,
  selectOptionalBenchmark,
  selectOptionalCourseBySlug,
  selectOptionalCurrentHandIn,
  selectTeamMembers,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import type { Context } from "#server/context.ts";
import { countCorrect } from "#server/gradients/seal.ts";
import { refuse } from "#server/refusals.ts";
import {
  type Membership,
  memberOf,
  memberProcedure,
  publicProcedure,
  router,
  signedInProcedure,
} from "#server/trpc.ts";
import { courseInput } from "./schema.ts";
import { checklist, isListed, type Progress, viewCourse } from "./view.ts";

export const courseRouter = router({
  /** The courses that can be joined, and those of the reader with their next step. */
  list: publicProcedure.query(async ({ ctx }) => {
    const mine = ctx.person ? selectCoursesOf(ctx.house.database, ctx.person.id) : [];
    const known = new Set(mine.map(({ course }) => course.id));
    const others = selectCourses(ctx.house.database).filter(
      (course) => isListed(course) && courseRefusal(course, ctx.now) !== "closed" && !known.has(course.id),
    );
    return {
      now: ctx.now,
      mine: await Promise.all(mine.map(({ course }) => viewMine(ctx, memberOf(ctx, course.slug)))),
      others: others.map((course) => ({ ...viewCourse(course), admission: viewAdmission(ctx, course) })),
    };
  }),

  /** Takes the reader into a course that is shown to everybody, if its rule allows it. Twice changes nothing. */
  join: signedInProcedure.input(courseInput).mutation(({ ctx, input }) => {
    const { database } = ctx.house;
    const course = selectOptionalCourseBySlug(database, input.course);
    if (!course || !isListed(course)) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such course." });
    const joined = joinCourse(database, { courseId: course.id, userId: ctx.person.id, now: ctx.now });
    if (!joined.ok) return refuse(joined.refusal, { course, now: ctx.now });
    return { ok: true as const, course: course.slug };
  }),

  /** The overview: dates, the reader's team and its check-list. */
  show: memberProcedure.query(async ({ ctx }) => {
    const { kit } = ctx.course;
    return {
      now: ctx.now,
      course: viewCourse(ctx.course),
      role: ctx.role,
      team: ctx.team && { name: ctx.team.name, admitted: ctx.team.admittedAt !== null },
      triesPerDay: kit.competition.triesPerDay,
      parts: kit.parts.map(({ id, title, weight }) => ({ id, title, weight })),
      steps: checklist(await measureProgress(ctx, ctx)),
    };
  }),
});

/** Whether the reader may join, and why not; null for nobody in particular. */
function viewAdmission({ house, person, now }: Context, course: Course) {
  if (!person) return null;
  const { onRoster, refusal } = selectAdmission(house.database, { course, userId: person.id });
  return { onRoster, refusal: refusal && refuse(refusal, { course, now }).message };
}

async function viewMine(ctx: Context, membership: Membership) {
  const steps = checklist(await measureProgress(ctx, membership));
  const next = membership.course.state === "open" ? (steps.find((step) => !step.done) ?? null) : null;
  return { ...viewCourse(membership.course), role: membership.role, team: membership.team?.name ?? null, next };
}

async function measureProgress(ctx: Context, { course, team }: Membership): Promise<Progress> {
  const { database, courses } = ctx.house;
  const { problems } = await courses.kit(course.slug);
  const entries = team ? selectEntriesOfTeam(database, team.id) : [];
  const final = team ? selectFinalEntries(database, team.id) : { entries: [], chosen: false };
  const answers = team ? selectCountingAnswers(database, team.id) : [];
  const gradients = countCorrect(course, problems, answers, ctx.now);
  return {
    course,
    team,
    members: team ? selectTeamMembers(database, team.id).length : 0,
    slots: gradients.slots,
    correctSlots: gradients.correct,
    entries: entries.length,
    bestScore: entries.find(({ id }) => id === team?.bestEntryId)?.publicScore?.score ?? null,
    benchmarkScore: selectOptionalBenchmark(database, course.id)?.publicScore?.score ?? null,
    finalChosen: final.chosen ? final.entries.length : 0,
    handedInAt: (team && selectOptionalCurrentHandIn(database, team.id)?.submittedAt) ?? null,
  };
}
