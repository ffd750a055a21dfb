import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { findingsOf, overflowOf } from "./looks.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let browser: Browser;
let page: Page;
/** What the browser complained of: a script that the policy stopped, a failed hydration. */
const complaints: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  browser = await openBrowser();
  page = await (await browser.newContext({ timezoneId: "America/New_York" })).newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

const csv = (label: (k: number) => unknown) => ({
  name: "predictions.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(predictions(portal.home.ids, (k) => String(label(k)))),
});

/** Opens a page of the course and waits for its heading. */
async function open(path: string): Promise<void> {
  await page.goto(portal.url + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

describe("a team's day, in the browser", () => {
  it("registers and joins the course", async () => {
    await open("/register");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("heading", { name: "Hello, Ada" }).waitFor();
    await page.getByRole("button", { name: "Join" }).click();
    await page.waitForURL("**/c/pocket");
    await page.getByText("Create a team, or join one").first().waitFor();
  });

  it("creates a team whose name is checked byte by byte while it is typed", async () => {
    await open("/c/pocket/team");
    await page.getByLabel("Team name").fill("Gr\u0430dients");
    await page.getByText("This name will not do").waitFor();
    expect(await page.getByRole("button", { name: "Create the team" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Use “Gradients”" }).click();
    await page.getByText("This name is free").waitFor();
    await page.getByRole("button", { name: "Create the team" }).click();
    await page.getByRole("heading", { name: "Gradients" }).waitFor();
    await page.getByText("Admitted to the competition").waitFor();
  });

  it("sees what is wrong with a file before a try is used", async () => {
    await open("/c/pocket/submit");
    await page.getByText("3 of 3 tries left today").waitFor();
    await page.setInputFiles(
      "input[type=file]",
      csv((k) => (k === 3 ? "seven" : 7)),
    );
    await page.getByText('row 5: Label is "seven"').waitFor();
    expect(await page.getByRole("button", { name: "Upload (uses 1 try)" }).isDisabled()).toBe(true);
  });

  it("uploads a good file and sees it scored without a reload", async () => {
    await page.getByRole("button", { name: "Another file" }).click();
    await page.setInputFiles(
      "input[type=file]",
      csv((k) => k % 10),
    );
    await page.getByText("40 rows, every test id once").waitFor();
    await page.getByRole("button", { name: "Upload (uses 1 try)" }).click();
    await page.waitForURL("**/entries/*");
    await page.getByText("place 1 of 1 in the queue").waitFor();
    scoreNext(portal.home, { publicScore: 0.85, privateScore: 0.777_123 });
    await page.getByText("0.850", { exact: true }).waitFor();
    expect(await page.content()).not.toContain("777123");
  });

  it("chooses the final entry and takes it back", async () => {
    await page.getByRole("button", { name: "Choose as final entry" }).click();
    await page.getByRole("button", { name: "Take the choice back" }).click();
    await page.getByRole("button", { name: "Choose as final entry" }).waitFor();
  });

  it("finds itself on the board", async () => {
    await open("/c/pocket/board");
    await page.getByRole("row").filter({ hasText: "Gradients" }).getByText("0.85").waitFor();
  });
});

const paths = [
  "/",
  "/account",
  "/account/api",
  "/nowhere",
  ...["", "/handout", "/team", "/gradients", "/submit", "/entries", "/board", "/hand-in", "/result"].map(
    (path) => `/c/pocket${path}`,
  ),
];

describe.each(["light", "dark"] as const)("every page in %s", (colorScheme) => {
  it.each(paths)("has nothing that axe finds, and fits 320 px: %s", async (path) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    await open(path);
    expect(await overflowOf(page)).toEqual([]);
    expect(await findingsOf(page)).toEqual([]);
  });
});

describe("the browser", () => {
  it("complained of nothing but the page that does not exist", () => {
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  });
});
