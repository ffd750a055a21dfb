import { selectOptionalPersonByEmail } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { afterEach, describe, expect, it } from "vitest";
import { makeCourseHome } from "#e2e/course-home.ts";
import { closeHouse, openHouse } from "./house.ts";
import { appRouter } from "./root.ts";
import { createCaller } from "./trpc.ts";

/** The only ones that answer everybody, and the only one besides that answers whoever is signed in. */
const open = ["account.show", "course.list"];
const forSignedIn = ["course.join"];
const procedures = Object.keys(appRouter._def.procedures);

/** Calls a procedure by its path, with the course as its only input; the code of the refusal, or `answered`. */
async function call(ask: unknown, path: string, course: string): Promise<string> {
  const procedure = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], ask);
  try {
    await (procedure as (input: object) => Promise<unknown>)({ course });
    return "answered";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

afterEach(() => closeHouse(process.env.GRADMARK_HOME ?? ""));

describe("every procedure of the portal", () => {
  it("is seen by this test", () => {
    expect(procedures.length).toBeGreaterThan(20);
    expect(procedures).toEqual(expect.arrayContaining([...open, ...forSignedIn]));
  });

  it.each(procedures)("refuses whoever is not signed in, unless it is for everybody: %s", async (path) => {
    using home = await makeCourseHome();
    process.env.GRADMARK_HOME = home.home;
    const ask = createCaller(appRouter)({ house: openHouse(), person: null, now: new Date() });
    expect(await call(ask, path, home.course.slug)).toBe(open.includes(path) ? "answered" : "UNAUTHORIZED");
  });

  it.each(procedures)("tells somebody outside the course nothing of it: %s", async (path) => {
    using home = await makeCourseHome();
    process.env.GRADMARK_HOME = home.home;
    const house = openHouse();
    const now = new Date();
    const email = "eve@example.org";
    await house.auth.api.signUpEmail({ body: { name: "Eve", email, password: "correct horse battery" } });
    const person = selectOptionalPersonByEmail(house.database, email) ?? null;
    const outcome = await call(createCaller(appRouter)({ house, person, now }), path, home.course.slug);
    expect(outcome).toBe([...open, ...forSignedIn].includes(path) ? "answered" : "NOT_FOUND");
  });
});
