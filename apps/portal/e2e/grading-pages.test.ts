import { selectComments, selectMarksOfHandIn } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { hostilePdf } from "./fixtures/hostile-pdf.ts";
import { fillHouse, type GradedHouse } from "./graded-house.ts";
import { findingsOf } from "./looks.ts";
import { Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 90_000 });

const teams = Array.from({ length: 4 }, (_, k) => `Team ${k + 1}`);
let portal: TestPortal;
let graded: GradedHouse;
let browser: Browser;
let page: Page;
/** What the browser complained of, and what it asked for beyond the portal. */
const complaints: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  graded = await fillHouse(portal.home, teams, hostilePdf());
  browser = await openBrowser();
  page = await openAs("tara");
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(portal.url) && !/^(blob|data):/.test(request.url())) complaints.push(request.url());
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function openAs(name: string): Promise<Page> {
  const person = new Person(portal.url);
  await person.post("/api/auth/sign-in/email", { email: `${name}@example.org`, password: "correct horse battery" });
  return openPageAs(browser, person, { viewport: { width: 1400, height: 900 } });
}

const marksNow = () => [...graded.handIns.values()].flatMap((id) => selectMarksOfHandIn(graded.database, id));

describe("the grading workspace, by keyboard alone", () => {
  it("leads from the queue to the first hand-in", async () => {
    await page.goto(`${portal.url}/c/pocket/staff/grading`);
    await page.getByRole("heading", { name: "Grading" }).waitFor();
    await page.getByRole("link", { name: "Grade the next one" }).press("Enter");
    await page.getByRole("heading", { name: /^Team \d$/ }).waitFor();
  });

  it("shows a hostile report as a drawing: nothing in it runs, asks or opens", async () => {
    await page.keyboard.press("]");
    await page.keyboard.press("r");
    await page.waitForFunction(() => (document.querySelector("canvas")?.width ?? 0) > 100);
    expect(await page.locator("canvas").count()).toBeLessThanOrEqual(200);
    expect(await page.title()).not.toContain("stolen");
    expect(complaints).toEqual([]);
  });

  it("applies items by their numbers, saves by itself, marks as done and goes on", async () => {
    await page.keyboard.press("1");
    await page.keyboard.press("3");
    await page.keyboard.press("4");
    await page.getByText("9.00 of 20").waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(marksNow()).toMatchObject([{ part: "report", state: "draft" }]);
    await page.keyboard.press("d");
    await vi.waitFor(() => expect(marksNow()[0]?.state).toBe("done"), { timeout: 20_000 });
  });

  it("takes a comment on a page, and one on lines of the script, which is shown as text", async () => {
    await page.keyboard.press("[");
    await page.keyboard.press("s");
    await page.getByText("<b>no HTML</b>").first().waitFor();
    await page.getByRole("button", { name: "Line 2", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Comment on lines" }).press("Enter");
    await page.keyboard.type("Not used.");
    await page.keyboard.press("Control+Enter");
    await page.locator("#content").getByText("Not used.").first().waitFor();
    const said = [...graded.handIns.values()].flatMap((id) => selectComments(graded.database, id));
    expect(said).toMatchObject([{ text: "Not used.", place: { kind: "lines", from: 2, to: 2 } }]);
  });

  it("lists its keys, and goes to the next hand-in", async () => {
    await page.keyboard.press("Escape");
    const before = page.url();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("Next hand-in").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("j");
    await page.waitForURL((url) => url.href !== before);
    expect(complaints).toEqual([]);
  });

  it("keeps both versions when two graders save one part, and nothing is lost", async () => {
    const other = await openAs("tom");
    await other.goto(page.url());
    await other.getByRole("heading", { name: /^Team \d$/ }).waitFor();
    const choose = (where: Page) => where.locator("aside").getByText("Report", { exact: true }).click();
    await choose(page);
    await choose(other);
    await other.keyboard.press("1");
    await other.getByText("Saved", { exact: true }).waitFor();
    await page.keyboard.press("2");
    await page.getByText(/Tom saved this in the meantime/).waitFor();
    await page.getByText("Tom's, saved").waitFor();
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await other.context().close();
  });
});

describe("the staff's pages", () => {
  const pages = ["", "/grading", "/regrades", "/changes", "/graders"];
  it.each(pages.flatMap((path) => [[path, "light"] as const, [path, "dark"] as const]))(
    "has no accessibility fault: staff%s, %s",
    async (path, scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${portal.url}/c/pocket/staff${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page);
    },
  );

  it.each(["light", "dark"] as const)("has no accessibility fault: the workspace, %s", async (scheme) => {
    const id = graded.handIns.get("Team 1") ?? "";
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${portal.url}/c/pocket/staff/grading/${id}`);
    for (const key of ["s", "e", "r"]) {
      await page.getByRole("heading", { name: "Team 1" }).waitFor();
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
      await expectAccessible(page);
    }
  });

  it.each([...pages, "/grading/first"])("fits 320 pixels: staff%s", async (path) => {
    await page.setViewportSize({ width: 320, height: 800 });
    const to = path.replace("first", graded.handIns.get("Team 1") ?? "");
    await page.goto(`${portal.url}/c/pocket/staff${to}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it("previews a rubric change, applies it, and takes it back", async () => {
    await page.goto(`${portal.url}/c/pocket/staff/changes`);
    await page.getByLabel("Points of Model").fill("6");
    const form = page
      .locator("div")
      .filter({ has: page.getByRole("heading", { name: "Rules", exact: true }) })
      .last();
    await form.getByLabel("Name of the change").fill("Model is worth 6");
    await form.getByLabel("Why (stands in the ledger)").fill("The handout says so.");
    await form.getByRole("button", { name: "Show whose total would move" }).click();
    await page.getByRole("heading", { name: "Model is worth 6" }).waitFor();
    await page.getByText("−2.00").first().waitFor();
    await page.getByRole("button", { name: "Apply as a whole" }).click();
    await page.getByRole("button", { name: "Undo the whole change" }).click();
    await page.getByText("undone", { exact: true }).waitFor();
  });
});

async function expectAccessible(where: Page): Promise<void> {
  expect(await findingsOf(where)).toEqual([]);
}

describe("students", () => {
  it("are told that the staff's pages do not exist, and get no report by its address", async () => {
    const student = await openAs("student-team-1");
    const id = graded.handIns.get("Team 2") ?? "";
    const answers = await Promise.all(
      [`/c/pocket/staff/grading/${id}`, "/c/pocket/staff", `/api/staff/pocket/report/${id}`].map((path) =>
        student.request.get(portal.url + path),
      ),
    );
    expect(answers.map((answer) => answer.status())).toEqual([404, 404, 404]);
    await student.context().close();
  });
});
