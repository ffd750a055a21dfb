import { createTeam, selectPeople, selectTeams, submitEntry, updateCourseSettings } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, openApiHouse } from "#e2e/api-house.ts";
import { askEverything, scoreAll } from "#e2e/asked-house.ts";
import { type House, openHouse } from "../house.ts";
import { appRouter } from "../root.ts";
import { createCaller } from "../trpc.ts";

let api: ApiHouse;
let house: House;
const now = new Date();

/** Teams A and E with a scored entry each; sid has joined, in a team that nobody knows. */
beforeAll(async () => {
  api = await openApiHouse();
  house = openHouse();
  const { database } = house;
  const courseId = api.home.course.id;
  for (const team of selectTeams(database, courseId)) {
    const uploadedBy = String(
      database.client.prepare("select user_id from team_member where team_id = ?").pluck().get(team.id),
    );
    const file = { name: "p.csv", sha256: "a".repeat(64), bytes: 10 };
    submitEntry(database, { teamId: team.id, uploadedBy, file, description: "", now });
  }
  scoreAll(house, courseId, { publicOf: (k) => 0.5 + k / 10, privateOf: () => 0.1, now });
  updateCourseSettings(database, {
    courseId,
    change: { board: { anonymous: true } },
    why: "test",
    actor: "system",
    now,
  });
}, 60_000);
afterAll(() => api[Symbol.dispose]());

function callerOf(name: string) {
  const person = selectPeople(house.database).find((one) => one.name === name) ?? null;
  return createCaller(appRouter)({ house, person, now });
}

const names = async (name: string) => {
  const { lines } = await callerOf(name).board.show({ course: "pocket" });
  return lines.filter(({ kind }) => kind === "team").map((line) => line.name);
};

describe("an anonymous board", () => {
  it.each([
    ["eve", "Team A", "Team E"],
    ["ada", "Team E", "Team A"],
  ] as const)("tells %s in no answer the name or the id of %s", async (name, other, own) => {
    const hidden = selectTeams(house.database, api.home.course.id).find((team) => team.name === other);
    const inputs = [
      { course: "pocket" },
      { course: "pocket", cursor: 0 },
      { course: "pocket", search: "team" },
      { course: "pocket", search: other },
      { course: "pocket", team: hidden?.id },
    ];
    const answers = await askEverything(house, { api, name, now, inputs, ref: 1 });
    const told = Object.entries(answers).filter(([, text]) => text.includes(other) || text.includes(hidden?.id ?? ""));
    expect(told.map(([question]) => question)).toEqual([]);
    expect(answers["board.show#0"]).toContain(own);
    expect(answers["board.show#3"]).toContain('"lines":[]');
    expect(answers["board.csv"]).toMatch(/Team [a-z]{5}-[a-z]{5}-\d\d/);
    expect(answers["board.history#4"]).toMatch(/^refused/);
  });

  it("calls a team the same for every reader and each time, itself by its own name", async () => {
    const [eve, ada, tara] = [await names("eve"), await names("ada"), await names("tara")];
    expect(ada).toHaveLength(2);
    expect(eve.filter((name) => tara.includes(name))).toHaveLength(1);
    expect(ada.filter((name) => tara.includes(name))).toHaveLength(1);
    expect(await names("tara")).toEqual(tara);
    expect(tara.join()).not.toMatch(/Team [AE]\b/);
  });

  it("names teams in an order that has nothing to do with when they registered", async () => {
    const { database } = house;
    const courseId = api.home.course.id;
    const made = Array.from({ length: 40 }, (_, k) => {
      const userId = `late-${k}`;
      const insert = "insert into user (id, name, email, created_at, updated_at) values (?, ?, ?, 0, 0)";
      database.client.prepare(insert).run(userId, userId, `${userId}@example.org`);
      const team = createTeam(database, { courseId, name: `Late ${k}`, createdBy: userId, now });
      if (!team.ok) throw new Error(team.refusal);
      const file = { name: "p.csv", sha256: "a".repeat(64), bytes: 10 };
      submitEntry(database, { teamId: team.team.id, uploadedBy: userId, file, description: "", now });
      return team.team.id;
    });
    scoreAll(house, courseId, { publicOf: () => 0.05, privateOf: () => 0.1, now });
    const shown = await names("tara");
    const sorted = shown.toSorted();
    expect(new Set(shown).size).toBe(shown.length);
    // Equal scores of equal time stand by their random ids, so neither order is that of the other.
    const ids = selectTeams(database, courseId).map(({ id }) => id);
    expect(ids.filter((id) => made.includes(id))).toHaveLength(40);
    expect(shown).not.toEqual(sorted);
  });
});
