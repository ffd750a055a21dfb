import { insertCourseMember, selectOptionalPersonByEmail } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { afterEach, describe, expect, it } from "vitest";
import { type CourseHome, makeCourseHome } from "#e2e/course-home.ts";
import type { Context } from "./context.ts";
import { closeHouse, openHouse } from "./house.ts";
import {
  createCaller,
  memberProcedure,
  publicProcedure,
  router,
  signedInProcedure,
  staffProcedure,
  teamProcedure,
} from "./trpc.ts";

/** One procedure for each scope. */
const scopes = router({
  anybody: publicProcedure.query(() => "yes"),
  signedIn: signedInProcedure.query(() => "yes"),
  member: memberProcedure.query(() => "yes"),
  inTeam: teamProcedure.query(() => "yes"),
  staff: staffProcedure.query(() => "yes"),
});

type Who = "nobody" | "stranger" | "student" | "ta" | "owner";

async function contextOf(home: CourseHome, who: Who): Promise<Context> {
  process.env.GRADMARK_HOME = home.home;
  process.env.GRADMARK_URL = "http://localhost";
  const house = openHouse();
  const now = new Date();
  if (who === "nobody") return { house, person: null, now };
  const email = `${who}@example.org`;
  await house.auth.api.signUpEmail({ body: { name: who, email, password: "correct horse battery" } });
  const person = selectOptionalPersonByEmail(house.database, email);
  if (!person) throw new Error("no such person");
  const place = { courseId: home.course.id, userId: person.id };
  if (who !== "stranger") insertCourseMember(house.database, { ...place, role: who, now });
  return { house, person, now };
}

/** `yes`, or the code of the refusal. */
async function outcome(call: Promise<string>): Promise<string> {
  return call.catch((error: unknown) => (error instanceof TRPCError ? error.code : String(error)));
}

afterEach(() => closeHouse(process.env.GRADMARK_HOME ?? ""));

describe("the scopes of procedures", () => {
  it.each([
    ["nobody", ["yes", "UNAUTHORIZED", "UNAUTHORIZED", "UNAUTHORIZED", "UNAUTHORIZED"]],
    ["stranger", ["yes", "yes", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]],
    ["student", ["yes", "yes", "yes", "FORBIDDEN", "NOT_FOUND"]],
    ["ta", ["yes", "yes", "yes", "FORBIDDEN", "yes"]],
    ["owner", ["yes", "yes", "yes", "FORBIDDEN", "yes"]],
  ] as const)("%s", async (who, expected) => {
    using home = await makeCourseHome();
    const ask = createCaller(scopes)(await contextOf(home, who));
    const course = { course: home.course.slug };
    const calls = [ask.anybody(), ask.signedIn(), ask.member(course), ask.inTeam(course), ask.staff(course)];
    expect(await Promise.all(calls.map(outcome))).toEqual(expected);
  });

  it("an unknown course and a course of others are told apart by nobody", async () => {
    using home = await makeCourseHome();
    const ask = createCaller(scopes)(await contextOf(home, "stranger"));
    const message = (course: string) => ask.member({ course }).catch((error: Error) => error.message);
    expect(await message(home.course.slug)).toBe(await message("no-such-course"));
  });
});
