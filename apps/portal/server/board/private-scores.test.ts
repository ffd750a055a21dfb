import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selectEntriesOfTeam, selectTeams, submitEntry, updateCourseState } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ApiHouse, type Name, openApiHouse } from "#e2e/api-house.ts";
import { askEverything, moveInto, moveOut, scoreAll } from "#e2e/asked-house.ts";
import { predictions } from "#e2e/course-home.ts";
import { numberOf } from "#features/kaggle/view.ts";
import { openHouse } from "../house.ts";

let api: ApiHouse;
let twin: string;
let now: Date;
let entry = "";

/**
 * Two data folders that are the same down to ids and files, with entries that wait. In the second one every private
 * label is another, and by private scores the teams and entries stand in the opposite order.
 */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  api = await openApiHouse();
  now = new Date();
  const { database, blobs } = openHouse();
  for (const [k, team] of selectTeams(database, api.home.course.id).entries())
    for (let n = 0; n < 3; n++) {
      const stored = await blobs.put(Buffer.from(predictions(api.home.ids, () => (k * 3 + n) % 10)), {
        maxBytes: 10_000,
      });
      const file = { name: `try-${n}.csv`, sha256: stored.sha256, bytes: stored.bytes };
      const uploadedBy = String(
        database.client.prepare("select user_id from team_member where team_id = ?").pluck().get(team.id),
      );
      const taken = submitEntry(database, { teamId: team.id, uploadedBy, file, description: "", now });
      if (!taken.ok) throw new Error(taken.refusal);
    }
  database.client.pragma("wal_checkpoint(TRUNCATE)");
  twin = join(mkdtempSync(join(tmpdir(), "gradmark-twin-")), "home");
  cpSync(api.home.home, twin, { recursive: true, preserveTimestamps: true });
  const solution = join(twin, "courses", "pocket", "private", "solution.csv");
  writeFileSync(solution, readFileSync(solution, "utf8").replace(/^(t\d+),\d,Private$/gm, "$1,5,Private"));
  const publicOf = (k: number) => 0.3 + (k % 4) / 10;
  scoreAll(openHouse(), api.home.course.id, { publicOf, privateOf: (k) => 0.777_1 + k / 100, now });
  scoreAll(moveInto(twin), api.home.course.id, { publicOf, privateOf: (k) => 0.888_2 - k / 100, now });
  now = new Date(now.getTime() + 60_000);
  vi.setSystemTime(now);
  const [team] = selectTeams(database, api.home.course.id);
  entry = selectEntriesOfTeam(database, team?.id ?? "")[0]?.id ?? "";
}, 60_000);
afterAll(() => {
  vi.useRealTimers();
  moveOut(twin);
  rmSync(join(twin, ".."), { recursive: true, force: true });
  process.env.GRADMARK_HOME = api.home.home;
  api[Symbol.dispose]();
});

/** Of both houses, with ids that were made after they parted replaced by the order in which they appear. */
async function askBoth(name: Name): Promise<[Record<string, string>, Record<string, string>]> {
  const inputs = [
    { course: "pocket", entry },
    { course: "pocket", top: 10 },
    { course: "pocket", search: "team" },
    { course: "pocket", cursor: 1 },
    { course: "pocket", team: selectTeams(openHouse().database, api.home.course.id)[1]?.id },
  ];
  const ask = (home: string) => askEverything(moveInto(home), { api, name, now, inputs, ref: numberOf(entry) });
  return [level(await ask(api.home.home)), level(await ask(twin))];
}

function level(answers: Record<string, string>): Record<string, string> {
  const seen = new Map<string, string>();
  const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
  const nameless = (text: string) =>
    text.replace(uuid, (id) => {
      if (!seen.has(id)) seen.set(id, `id-${seen.size}`);
      return seen.get(id) ?? "";
    });
  return Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, nameless(answer)]));
}

const students = ["ada", "ann", "eve", "sid"] as const;

describe("before the reveal", () => {
  it.each(students)("every answer to %s is the same, whatever the private labels and scores", async (name) => {
    const [one, other] = await askBoth(name);
    expect(Object.keys(one).length).toBeGreaterThan(100);
    expect(one).toEqual(other);
  });

  it("the questions about board and entries were answered, not refused", async () => {
    const [one] = await askBoth("ada");
    const answered = [
      "board.show#0",
      "board.show#2",
      "board.more#3",
      "board.history#0",
      "entries.list#0",
      "entries.show#0",
    ];
    for (const question of answered) expect(one[question]).toMatch(/^\{/);
    expect(one["GetLeaderboard "]).toContain("Team E");
    expect(one["board.csv"]).toContain("Team E");
    expect(one["ListSubmissions "]).toContain("try-2.csv");
  });
});

describe("after the reveal", () => {
  it("the two houses are told apart, so the comparison can fail", async () => {
    for (const home of [api.home.home, twin])
      updateCourseState(moveInto(home).database, {
        courseId: api.home.course.id,
        state: "revealed",
        why: "test",
        actor: "system",
        now,
      });
    const [one, other] = await askBoth("eve");
    for (const question of ["board.show#0", "board.csv", "GetLeaderboard ", "leaderboard.zip"])
      expect(one[question]).not.toEqual(other[question]);
  });
});
