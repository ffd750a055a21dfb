import {
  courseRefusal,
  insertCourseMember,
  selectCountingAnswers,
  selectCourses,
  selectCoursesOf,
  selectEntriesOfTeam,
  selectFinalEntries,
  selectOptionalBenchmark,
  selectOptionalCourseBySlug,
  selectOptionalCourseMember,
  selectOptionalCurrentHandIn,
  selectTeamMembers,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import type { Context } from "#server/context.ts";
import { countCorrect } from "#server/gradients/seal.ts";
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
      others: others.map(viewCourse),
    };
  }),

  /** Takes the reader into a course that is shown to everybody. Doing it twice changes nothing. */
  join: signedInProcedure.input(courseInput).mutation(({ ctx, input }) => {
    const { database } = ctx.house;
    const course = selectOptionalCourseBySlug(database, input.course);
    if (!course || !isListed(course)) throw new TRPCError({ code: "NOT_FOUND", message: "There is no such course." });
    const place = { courseId: course.id, userId: ctx.person.id };
    if (!selectOptionalCourseMember(database, place))
      insertCourseMember(database, { ...place, role: "student", now: ctx.now });
    return { course: course.slug };
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
