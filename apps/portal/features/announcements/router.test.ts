import { selectNoticesOf, selectPeople, selectStaffActions, upsertNoticePreference } from "@gradmark/db";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ApiHouse, type Name, openApiHouse } from "#e2e/api-house.ts";
import { type House, openHouse } from "#server/house.ts";
import { appRouter } from "#server/root.ts";
import { createCaller } from "#server/trpc.ts";

let api: ApiHouse;
let house: House;
let clock = 0;
const course = "pocket";
const words = (title: string, pinned = false) => ({ title, body: `About $${title}$`, pinned });

beforeEach(async () => {
  api = await openApiHouse();
  house = openHouse();
  clock = Date.now();
});
afterEach(() => api[Symbol.dispose]());

function personOf(name: Name) {
  return selectPeople(house.database).find((person) => person.name === name) ?? null;
}

function as(name: Name) {
  clock += 1000;
  return createCaller(appRouter)({ house, person: personOf(name), now: new Date(clock) }).announcements;
}

async function publish(title: string, pinned = false): Promise<string> {
  return (await as("tara").publish({ course, words: words(title, pinned) })).announcement;
}

const titles = async (name: Name) => (await as(name).list({ course })).announcements.map(({ title }) => title);

function told(name: Name) {
  return selectNoticesOf(house.database, { userId: personOf(name)?.id ?? "", limit: 100 }).filter(
    ({ notice }) => notice.facts.kind === "announced",
  );
}

describe("announcements", () => {
  it("stand newest first below the pinned ones, with their mathematics set", async () => {
    await publish("first");
    await publish("pinned", true);
    await publish("last");
    expect(await titles("eve")).toEqual(["pinned", "last", "first"]);
    expect((await as("eve").list({ course })).announcements[0]?.html).toContain("katex");
  });

  it("reach every student of the course once, and nobody of another one", async () => {
    await publish("x");
    for (const name of ["ada", "ann", "eve"] as const) expect(told(name)).toHaveLength(1);
    for (const name of ["sid", "tara", "olga"] as const) expect(told(name)).toHaveLength(0);
    await expect(as("sid").list({ course })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("do not reach whoever wants to hear of none", async () => {
    const userId = personOf("ada")?.id ?? "";
    upsertNoticePreference(house.database, { userId, topic: "announcements", channels: { page: false, mail: false } });
    await publish("x");
    expect(told("ada")).toHaveLength(0);
    expect(told("ann")).toHaveLength(1);
  });

  it("are written, changed and withdrawn by staff who lead only", async () => {
    const announcement = await publish("x");
    for (const name of ["ada", "sid"] as const) {
      await expect(as(name).publish({ course, words: words("y") })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(
        as(name).change({ course, announcement, version: 1, words: words("y"), tellAgain: true }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(as(name).withdraw({ course, announcement, version: 1 })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(as(name).manage({ course })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await titles("ada")).toEqual(["x"]);
  });
});

describe("a changed announcement", () => {
  it("keeps all that it has said, for the staff, and tells students again only when it should", async () => {
    const announcement = await publish("one");
    await as("tara").change({ course, announcement, version: 1, words: words("two"), tellAgain: false });
    expect(told("ada")).toHaveLength(1);
    await as("olga").change({ course, announcement, version: 2, words: words("three"), tellAgain: true });
    expect(told("ada")).toHaveLength(2);
    const [managed] = (await as("tara").manage({ course })).announcements;
    expect(managed?.versions.map(({ title, by }) => `${title} ${by}`)).toEqual(["three olga", "two tara", "one tara"]);
    expect(JSON.stringify(await as("ada").list({ course }))).not.toMatch(/"one"|About \$one/);
  });

  it("is not overwritten by somebody who saw an older version", async () => {
    const announcement = await publish("one");
    const change = { course, announcement, version: 1, tellAgain: false };
    expect(await as("tara").change({ ...change, words: words("two") })).toMatchObject({ ok: true });
    expect(await as("olga").change({ ...change, words: words("other") })).toMatchObject({
      ok: false,
      refusal: "changed-meanwhile",
    });
    expect(await titles("ada")).toEqual(["two"]);
  });

  it("vanishes from the pages when it is withdrawn, stays in the history, and leaves its lines in the audit log", async () => {
    const announcement = await publish("one");
    await as("tara").withdraw({ course, announcement, version: 1 });
    expect(await titles("ada")).toEqual([]);
    const [managed] = (await as("tara").manage({ course })).announcements;
    expect(managed).toMatchObject({ withdrawn: true, version: 2 });
    const lines = selectStaffActions(house.database, { courseId: api.home.course.id, subjectId: announcement });
    expect(lines.map(({ action }) => action)).toEqual(["announcement-withdrawn", "announcement-published"]);
  });
});
