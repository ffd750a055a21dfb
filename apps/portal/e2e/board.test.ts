import { createTeam, insertBenchmark, submitEntry, updateCourseState } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { findingsOf, overflowOf } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

vi.setConfig({ testTimeout: 90_000 });

let portal: TestPortal;
let browser: Browser;
let ada: Person;
let page: Page;

/** 120 teams with an entry each, and Ada's. */
beforeAll(async () => {
  portal = await startTestPortal();
  const { database, course, ids } = portal.home;
  for (let k = 1; k <= 120; k++) addTeam(`Example team ${k}`, 0.7 + ((k * 37) % 120) / 500);
  ada = await enrol(portal.url, "Ada", "Alpha");
  await ada.upload({}, predictions(ids));
  scoreNext(portal.home, { publicScore: 0.71, privateScore: 0.71 });
  const scored = (score: number) => ({
    score,
    rows: 5000,
    interval: [score - 0.006, score + 0.006] as [number, number],
  });
  insertBenchmark(database, {
    courseId: course.id,
    file: { name: "p.csv", sha256: "b".repeat(64), bytes: 1 },
    description: "",
    source: { engine: "none", device: "none", model: "none", seed: 1, sha256: "c".repeat(64) },
    publicScore: scored(0.95),
    privateScore: scored(0.95),
    now: new Date(),
  });
  browser = await openBrowser();
  page = await openPageAs(browser, ada, { viewport: { width: 1100, height: 800 } });
  await page.goto(`${portal.url}/c/pocket/board`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

/** A team of one person with one scored entry; without an account to sign in, since hashing a password takes long. */
function addTeam(name: string, publicScore: number): void {
  const { database, course } = portal.home;
  const now = new Date();
  const id = database.newId();
  const insert = "insert into user (id, name, email, created_at, updated_at) values (?, ?, ?, 0, 0)";
  database.client.prepare(insert).run(id, name, `${id}@example.org`);
  const made = createTeam(database, { courseId: course.id, name, createdBy: id, now });
  if (!made.ok) throw new Error(made.refusal);
  const file = { name: "p.csv", sha256: "a".repeat(64), bytes: 10 };
  submitEntry(database, { teamId: made.team.id, uploadedBy: id, file, description: "", now });
  scoreNext(portal.home, { publicScore, privateScore: publicScore - 0.01 });
}

describe("the board of a large class", () => {
  it("shows the best, the benchmark and the own team with its neighbours, and says what is between", async () => {
    const rows = page.getByRole("table", { name: "Ranking by public score" }).getByRole("row");
    expect(await rows.filter({ hasText: "Alpha · your team" }).count()).toBe(1);
    expect(await rows.filter({ hasText: "Benchmark (reference model)" }).count()).toBe(1);
    expect(await rows.filter({ hasText: /^\d+ teams between$/ }).count()).toBeGreaterThan(0);
    expect(await rows.count()).toBeLessThan(65);
    expect(await rows.filter({ hasText: "new" }).filter({ hasText: "Alpha" }).count()).toBe(1);
  });

  it("grows when asked until all teams are there", async () => {
    const rows = page.getByRole("table", { name: "Ranking by public score" }).getByRole("row");
    await page.getByRole("button", { name: "Show places 51 to 121 of 121" }).click();
    await page.getByRole("button", { name: /^Show places/ }).waitFor({ state: "detached" });
    expect(await rows.count()).toBe(1 + 121 + 1);
  });

  it("finds a team by a part of its name, by keyboard alone, and shows its history with a table behind", async () => {
    await page.getByLabel("Find a team").focus();
    await page.keyboard.type("team 119");
    const found = page.getByRole("button", { name: "Example team 119" });
    await found.waitFor();
    await page.getByText("teams between").first().waitFor({ state: "detached" });
    await found.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("img", { name: /^Best public score of Example team 119 over time/ }).waitFor();
    await page.getByText("The same as a table: Example team 119").click();
    await page.getByRole("columnheader", { name: "best score" }).waitFor();
    await page.getByLabel("Find a team").fill("no such team");
    await page.getByText("No team on the board has this in its name.").waitFor();
    await page.getByLabel("Find a team").fill("");
    await page.getByText("teams between").first().waitFor();
  });

  it("gives itself out as a table of all teams", async () => {
    const link = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
    const answer = await ada.fetch(link ?? "");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="pocket-board.csv"');
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines).toHaveLength(123);
    expect(lines[0]).not.toMatch(/private/i);
  });

  it("prints the table and not the controls", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
    expect(await page.getByRole("table", { name: "Ranking by public score" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });
});

describe("after the reveal", () => {
  it("shows private scores with the places that other rows would have given, and what chance alone moves", async () => {
    const { database, course } = portal.home;
    updateCourseState(database, {
      courseId: course.id,
      state: "revealed",
      why: "test",
      actor: "system",
      now: new Date(),
    });
    await page.goto(`${portal.url}/c/pocket/board`);
    await page.getByRole("columnheader", { name: "90 % of places" }).waitFor();
    await page.getByRole("heading", { name: "Shake-up" }).waitFor();
    await page.getByText(/moved \d+\.\d places on average/).waitFor();
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds and fits 320 px in %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page)).toEqual([]);
    expect(await findingsOf(page)).toEqual([]);
  });
});
