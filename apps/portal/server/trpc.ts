import type { Course, CourseRole, Person, Team } from "@gradmark/contract";
import { selectOptionalCourseBySlug, selectOptionalCourseMember, selectOptionalTeamOf } from "@gradmark/db";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import type { Context } from "./context.ts";
import { messageForPeople } from "./errors.ts";

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  // Never the stack, also not in development: what is shown here is what a student sees.
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const { stack: _, ...data } = shape.data;
    return { ...shape, data, message: messageForPeople(error) };
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure;

/** Whoever is signed in. */
export const signedInProcedure = t.procedure.use(({ ctx, next }) => next({ ctx: { person: signedIn(ctx) } }));

/** Whoever belongs to the course that the input names; anybody else does not even learn whether it exists. */
export const memberProcedure = t.procedure
  .input(z.object({ course: z.string().max(63) }))
  .use(({ ctx, input, next }) => next({ ctx: memberOf(ctx, input.course) }));

/** A member of a team of the course. */
export const teamProcedure = memberProcedure.use(({ ctx, next }) => {
  if (!ctx.team) throw new TRPCError({ code: "FORBIDDEN", message: noTeamMessage });
  return next({ ctx: { team: ctx.team } });
});

/** The staff of the course, whatever they may do: for what an observer may read. Students learn of nothing here. */
export const staffProcedure = memberProcedure.use(({ ctx, next }) => {
  if (ctx.role === "student") throw new TRPCError({ code: "NOT_FOUND", message: noCourseMessage });
  return next();
});

/** Staff who grade: owner, TAs, and graders, whose parts `mayGrade` knows. */
export const graderProcedure = staffProcedure.use(({ ctx, next }) => {
  if (ctx.role === "observer") throw new TRPCError({ code: "FORBIDDEN", message: observerMessage });
  return next();
});

/** Staff who decide for all: owner and TAs. */
export const leadProcedure = staffProcedure.use(({ ctx, next }) => {
  if (ctx.role !== "owner" && ctx.role !== "ta") throw new TRPCError({ code: "FORBIDDEN", message: leadMessage });
  return next();
});

/** The owner of the course alone. */
export const ownerProcedure = staffProcedure.use(({ ctx, next }) => {
  if (ctx.role !== "owner") throw new TRPCError({ code: "FORBIDDEN", message: ownerMessage });
  return next();
});

/** Where a person stands in a course. Made here only, so holding one means that access was checked. */
export interface Membership {
  person: Person;
  course: Course;
  role: CourseRole;
  /** The parts that a grader grades; null for every other role. */
  parts: string[] | null;
  team: Team | null;
}

/** @throws UNAUTHORIZED when nobody is signed in, NOT_FOUND when the person is not in the course */
export function memberOf(ctx: Context, slug: string): Membership {
  const person = signedIn(ctx);
  const member = optionalMemberOf({ ...ctx, person }, slug);
  if (!member) throw new TRPCError({ code: "NOT_FOUND", message: noCourseMessage });
  return member;
}

/** As `memberOf`, null where that throws. */
export function optionalMemberOf({ house: { database }, person }: Context, slug: string): Membership | null {
  const course = person && selectOptionalCourseBySlug(database, slug);
  const member = course && selectOptionalCourseMember(database, { courseId: course.id, userId: person.id });
  if (!course || !member) return null;
  const team = selectOptionalTeamOf(database, { courseId: course.id, userId: person.id }) ?? null;
  return { person, course, role: member.role, parts: member.parts, team };
}

function signedIn(ctx: Context): Person {
  if (!ctx.person)
    throw new TRPCError({ code: "UNAUTHORIZED", message: "You are not signed in. Sign in and try again." });
  return ctx.person;
}

const observerMessage = "You observe this course: you read what its staff reads, and change nothing.";
const leadMessage = "Only the owner of the course and its TAs can do this. Ask one of them.";
const ownerMessage = "Only the owner of the course can do this.";
const noCourseMessage = "There is no such course, or you are not in it. Open the start page to see your courses.";
export const noTeamMessage = "You are in no team of this course yet. Create one or join one on the page “Team”.";
