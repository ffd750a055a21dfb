import type { Person } from "@gradmark/contract";
import { selectOptionalPersonByEmail } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CourseHome, makeCourseHome } from "#e2e/course-home.ts";
import { closeHouse, type House, openHouse } from "./house.ts";
import { appRouter } from "./root.ts";
import { createCaller } from "./trpc.ts";

/** The only procedures that answer everybody, and the only ones besides that answer whoever is signed in. */
const open = ["account.show", "course.list"];
const forSignedIn = [
  "account.settings",
  "account.rename",
  "account.endSession",
  "account.endOtherSessions",
  "account.disconnect",
  "course.join",
  "notices.count",
  "notices.list",
  "notices.markRead",
  "notices.preferences",
  "notices.choose",
  "tokens.list",
  "tokens.create",
  "tokens.revoke",
];
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

let home: CourseHome;
let house: House;
let eve: Person | null;

beforeAll(async () => {
  home = await makeCourseHome();
  process.env.GRADMARK_HOME = home.home;
  process.env.GRADMARK_URL = "http://localhost";
  house = openHouse();
  const email = "eve@example.org";
  await house.auth.api.signUpEmail({ body: { name: "Eve", email, password: "correct horse battery" } });
  eve = selectOptionalPersonByEmail(house.database, email) ?? null;
});
afterAll(() => {
  closeHouse(home.home);
  home[Symbol.dispose]();
});

function askAs(person: Person | null) {
  return createCaller(appRouter)({ house, person, now: new Date() });
}

describe("every procedure of the portal", () => {
  it("is seen by this test", () => {
    expect(procedures.length).toBeGreaterThan(20);
    expect(procedures).toEqual(expect.arrayContaining([...open, ...forSignedIn]));
  });

  it.each(procedures)("refuses whoever is not signed in, unless it is for everybody: %s", async (path) => {
    const outcome = await call(askAs(null), path, home.course.slug);
    expect(outcome).toBe(open.includes(path) ? "answered" : "UNAUTHORIZED");
  });

  // `course.join` would make Eve a member; it has nothing to hide. Account and tokens are a person's own, of no course.
  it.each(procedures.filter((path) => !forSignedIn.includes(path)))(
    "tells somebody outside the course nothing of it: %s",
    async (path) => {
      expect(eve).not.toBeNull();
      const outcome = await call(askAs(eve), path, home.course.slug);
      expect(outcome).toBe(open.includes(path) ? "answered" : "NOT_FOUND");
    },
  );
});
