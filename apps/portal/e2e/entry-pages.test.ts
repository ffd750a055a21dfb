import { randomBytes } from "node:crypto";
import { faultJob, leaseNextJob, updateCourseDeadline } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { flawsOf, narrowLooks } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 120_000 });

let portal: TestPortal;
let browser: Browser;
let people = 0;

beforeAll(async () => {
  portal = await startTestPortal();
  browser = await openBrowser();
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

/** Somebody with a team of three unused tries, and a page in which they are signed in. */
async function newTeam(): Promise<{ person: Person; page: Page }> {
  const name = `Entrant${++people}`;
  const person = await enrol(portal.url, name, `Team ${name}`);
  const page = await openPageAs(browser, person, { timezoneId: "America/New_York" });
  return { person, page };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(portal.url + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const csvOf = (text: string) => ({ name: "predictions.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

async function expectAccessible(page: Page): Promise<void> {
  expect(await flawsOf(page, narrowLooks, { backTo: 320 })).toEqual([]);
}

describe("an entry, in the browser", () => {
  it("is recognised as an old file before a try is used, and may be uploaded once more all the same", async () => {
    const { person, page } = await newTeam();
    const file = predictions(portal.home.ids, (k) => k % 9);
    await person.upload({ name: "first.csv" }, file);
    scoreNext(portal.home, { publicScore: 0.75, privateScore: 0.777_123 });
    await open(page, "/c/pocket/submit");
    await page.setInputFiles("input[type=file]", csvOf(file));
    await page.getByText("Your team has uploaded exactly this file already").waitFor();
    await page.getByRole("link", { name: "first.csv" }).waitFor();
    await page.getByText("2 of 3 tries left today").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Upload it once more (uses 1 try)" }).click();
    await page.waitForURL("**/entries/*");
    expect((await person.api.submit.show.query({ course: "pocket" })).tries?.left).toBe(1);
    scoreNext(portal.home, { publicScore: 0.75, privateScore: 0.777_123 });
  });

  it("that is pasted is checked as one that is picked", async () => {
    const { page } = await newTeam();
    await open(page, "/c/pocket/submit");
    await page.getByText("Drop your predictions.csv here").waitFor();
    await page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      },
      predictions(portal.home.ids, (k) => k % 3),
    );
    await page.getByText("40 rows, every test id once").waitFor();
  });

  it("gives its try back when it is cancelled, and the account of tries says so", async () => {
    const { person, page } = await newTeam();
    const taken = await person.upload(
      {},
      predictions(portal.home.ids, () => 3),
    );
    const { entry } = await taken.json();
    await open(page, `/c/pocket/entries/${entry.id}`);
    await page.getByText("Cancelled before it is scored, an entry gives its try back.").waitFor();
    await page.getByRole("button", { name: "Cancel and get the try back" }).click();
    await page.getByText("Cancelled before it was scored: its try was given back.").waitFor();
    await open(page, "/c/pocket/entries");
    await page.getByText("0 of 3 used today, 3 left").waitFor();
    await page.getByText("Given back", { exact: true }).waitFor();
    await expectAccessible(page);
  });

  it("that fails on our side is called our fault, gives its try back, and says why", async () => {
    const { person, page } = await newTeam();
    const { entry } = await (
      await person.upload(
        {},
        predictions(portal.home.ids, () => 6),
      )
    ).json();
    const message = "Something on our side failed while this was being worked on.";
    for (let attempt = 0; attempt < 3; attempt++) {
      const now = new Date();
      const leased = leaseNextJob(portal.home.database, { workerId: "t", kinds: ["score-entry"], now, leaseMs: 9000 });
      if (!leased || leased.job.subjectId !== entry.id) throw new Error("another entry is next");
      faultJob(portal.home.database, leased.lease, { message, now });
    }
    await open(page, `/c/pocket/entries/${entry.id}`);
    await page.getByText("Our fault").first().waitFor();
    await page.getByText("its try was given back").first().waitFor();
    await open(page, "/c/pocket/entries");
    await page.getByText(message).waitFor();
  });

  it("says when the next try comes once all are used, in the reader's zone beside the server's clock", async () => {
    const { person, page } = await newTeam();
    for (const label of [1, 2, 3])
      await person.upload(
        {},
        predictions(portal.home.ids, () => label),
      );
    await open(page, "/c/pocket/submit");
    await page.getByText("0 of 3 tries left today").waitFor();
    await page.getByText(/New tries .* (EST|EDT|GMT-[45])/).waitFor();
    await page.getByText(/^Not yet\. Your 3 tries of today are used/).waitFor();
    await page.setInputFiles("input[type=file]", csvOf(predictions(portal.home.ids, () => 8)));
    await page.getByText("40 rows, every test id once").waitFor();
    expect(await page.getByRole("button", { name: "Upload (uses 1 try)" }).isDisabled()).toBe(true);
    await expectAccessible(page);
  });

  it("is refused after the deadline by the server's clock, with the time and how long ago it was", async () => {
    const { page } = await newTeam();
    const { database, course } = portal.home;
    const change = { courseId: course.id, why: "test", actor: "system", now: new Date() };
    await open(page, "/c/pocket/submit");
    await page.setInputFiles("input[type=file]", csvOf(predictions(portal.home.ids, () => 4)));
    await page.getByText("40 rows, every test id once").waitFor();
    updateCourseDeadline(database, { ...change, deadline: new Date(Date.now() - 125_000) });
    try {
      // The page may have heard of it by now; whoever was quicker is told by the server.
      await page.getByText(/^The deadline was .*, 2 min ago by the server's clock/).waitFor();
      expect(await page.getByRole("button", { name: /Upload/ }).isDisabled()).toBe(true);
    } finally {
      updateCourseDeadline(database, { ...change, deadline: course.deadline });
    }
  });

  it("shows the parser's first problems by row for bytes that are no table", async () => {
    const { page } = await newTeam();
    await open(page, "/c/pocket/submit");
    await page.setInputFiles("input[type=file]", { ...csvOf(""), buffer: randomBytes(500) });
    await page.getByText("This file cannot be scored. No try was used.").waitFor();
  });
});
