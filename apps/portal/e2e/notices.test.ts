import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { insertCourseMember, selectOptionalPersonByEmail } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { everyLook, flawsOf } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 120_000 });

let portal: TestPortal;
let browser: Browser;
let ada: Page;
let tara: Page;
let adaPerson: Person;
/** What the browser complained of: a script that the policy stopped, a failed hydration. */
const complaints: string[] = [];
/** A folder for pictures of the pages; without it none are taken. */
const pictures = process.env.GRADMARK_PICTURES;

beforeAll(async () => {
  portal = await startTestPortal();
  adaPerson = await enrol(portal.url, "Ada", "Team A");
  const staff = await enrol(portal.url, "Tara");
  const { database, course } = portal.home;
  const userId = selectOptionalPersonByEmail(database, "tara@example.org")?.id ?? "";
  insertCourseMember(database, { courseId: course.id, userId, role: "ta", now: new Date() });
  browser = await openBrowser();
  const options = { reducedMotion: "reduce" as const, viewport: { width: 1100, height: 900 } };
  [ada, tara] = await Promise.all([openPageAs(browser, adaPerson, options), openPageAs(browser, staff, options)]);
  for (const page of [ada, tara]) {
    page.setDefaultTimeout(40_000);
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
  }
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(portal.url + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** In both themes and at 320 px: nothing that axe finds, nothing that leaves the screen. */
async function inspect(page: Page, state: string): Promise<void> {
  const photograph = (look: string) => page.screenshot({ path: `${pictures}/${state}-${look}.png`, fullPage: true });
  expect(await flawsOf(page, everyLook, pictures ? { photograph } : {})).toEqual([]);
}

/** The mails in the data folder whose subject holds a text, as soon as there is one. */
async function mailsAbout(text: string): Promise<string[]> {
  const folder = join(portal.home.home, "mail");
  const read = () => {
    try {
      const names = readdirSync(folder).filter((name) => !name.startsWith("."));
      return names
        .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("=\r\n", ""))
        .filter((mail) => mail.includes(text));
    } catch {
      return [];
    }
  };
  await vi.waitFor(() => expect(read().length).toBeGreaterThan(0), { timeout: 40_000, interval: 500 });
  return read();
}

const bell = (page: Page) => page.getByRole("link", { name: /^Notices/ });

describe("a complete team", () => {
  it("is told that it is admitted, on the page of notices, on the team's page and by mail", async () => {
    await open(ada, "/account/notices");
    await ada.getByRole("link", { name: "“Team A” is admitted to the competition" }).waitFor();
    await inspect(ada, "notices");
    const [mail = ""] = await mailsAbout("is admitted to the competition");
    expect(mail).toContain("To: ada@example.org");
    await ada.getByRole("link", { name: "“Team A” is admitted to the competition" }).click();
    await ada.waitForURL("**/c/pocket/team");
    await ada.getByText("Admitted to the competition").waitFor();
  });
});

describe("a question", () => {
  it("is asked with its mathematics in the preview", async () => {
    await open(ada, "/c/pocket/questions");
    await ada.getByText("None yet. Ask above").waitFor();
    await inspect(ada, "questions-empty");
    await ada.getByLabel("Question in one line").fill("Is padding allowed?");
    await ada.getByLabel("Details").fill("May we pad by $p^2$ pixels?\n\n<script>document.title = 'x'</script>");
    await ada.getByRole("button", { name: "Preview" }).click();
    await ada.locator(".katex").first().waitFor();
    await inspect(ada, "questions-preview");
    await ada.getByRole("button", { name: "Ask", exact: true }).click();
    await ada.waitForURL("**/c/pocket/questions/*");
    await ada.getByText("Only your team and the staff read this.").waitFor();
    await ada.getByText("<script>document.title = 'x'</script>").waitFor();
    await inspect(ada, "question-asked");
  });

  it("is answered by the staff, who hear of it, and the bell of the team rings without a reload", async () => {
    await open(ada, "/c/pocket");
    await open(tara, "/account/notices");
    await tara.getByRole("link", { name: "Question: Is padding allowed?" }).click();
    await tara.waitForURL("**/c/pocket/questions/*");
    await tara.getByText("Asked by Team A (Ada)").waitFor();
    await tara.getByLabel("Answer, for the team").fill("Yes, by **two** pixels.");
    const before = await bell(ada).getAttribute("aria-label");
    await tara.getByRole("button", { name: "Answer", exact: true }).click();
    await tara.getByText("Answered", { exact: true }).waitFor();
    await vi.waitFor(async () => expect(await bell(ada).getAttribute("aria-label")).not.toBe(before), {
      timeout: 40_000,
    });
    await inspect(tara, "question-staff");
    expect(await mailsAbout("Answered: Is padding allowed?")).toHaveLength(1);
  });

  it("is published in words that do not name the team, and found by everybody", async () => {
    await tara.getByLabel("Title for all").fill("Padding");
    await tara.getByLabel("Question for all").fill("Is padding allowed?");
    await tara.getByRole("button", { name: "Publish", exact: true }).click();
    await tara.getByRole("heading", { name: "As everybody reads it" }).waitFor();
    const eve = await openPageAs(browser, await enrol(portal.url, "Eve", "Team E"), {});
    await open(eve, "/c/pocket/questions");
    await eve.getByLabel("Search").fill("two padding");
    await eve.getByRole("link", { name: "Padding" }).waitFor();
    expect(await eve.locator("main").textContent()).not.toMatch(/Team A|Ada/);
    await eve.getByLabel("Search").fill("stride");
    await eve.getByText("No published question has “stride”").waitFor();
    await eve.context().close();
  });

  it("leads the team from its notice to the answer by the keyboard alone", async () => {
    await open(ada, "/c/pocket");
    await bell(ada).focus();
    await ada.keyboard.press("Enter");
    await ada.waitForURL("**/account/notices");
    const notice = ada.getByRole("link", { name: "Answered: Is padding allowed?" });
    await notice.focus();
    await ada.keyboard.press("Enter");
    await ada.waitForURL("**/c/pocket/questions/*");
    await ada.getByText("two").first().waitFor();
    await inspect(ada, "question-answered");
  });
});

describe("an announcement", () => {
  it("is written, seen on the overview at once, changed and withdrawn", async () => {
    await open(ada, "/c/pocket");
    await ada.getByText("The staff has announced nothing yet.").waitFor();
    await open(tara, "/c/pocket/announcements");
    await tara.getByLabel("Title").fill("Room moved");
    await tara.getByLabel("Text").fill("We meet in room **7**, at $t = 14$.");
    await tara.getByRole("button", { name: "Publish" }).click();
    await tara.getByText("Published. The students are told.").waitFor();
    await ada.getByRole("heading", { name: "Room moved" }).waitFor();
    await inspect(ada, "overview");
    await inspect(tara, "announcements-staff");
    await tara.getByRole("button", { name: "Change “Room moved”" }).click();
    await tara.locator("form").last().getByLabel("Text").fill("We meet in room 8.");
    await tara.getByRole("button", { name: "Save the change" }).click();
    await ada.getByText("We meet in room 8.").waitFor();
    await open(ada, "/c/pocket/announcements");
    await inspect(ada, "announcements");
    await tara.getByRole("button", { name: "Withdraw “Room moved”" }).click();
    await tara.getByText("Withdrawn: only the staff sees this.").waitFor();
    await ada.getByText("Nothing yet. What the staff announces").waitFor();
  });

  it("goes by mail to whoever wants that, and to nobody who does not", async () => {
    await open(ada, "/account/notices");
    await ada.getByLabel("Announcements: by mail").uncheck();
    await vi.waitFor(async () => {
      const { topics } = await adaPerson.api.notices.preferences.query();
      expect(topics.find(({ topic }) => topic === "announcements")).toMatchObject({ page: true, mail: false });
    });
    await open(tara, "/c/pocket/announcements");
    await tara.getByLabel("Title").first().fill("Second one");
    await tara.getByRole("button", { name: "Publish" }).click();
    await tara.getByText("Published. The students are told.").waitFor();
    const mails = await mailsAbout("Second one");
    expect(mails.filter((mail) => mail.includes("To: ada@"))).toEqual([]);
    expect(mails.filter((mail) => mail.includes("To: eve@"))).toHaveLength(1);
  });
});

describe("all notices", () => {
  it("are marked as read at once", async () => {
    await open(ada, "/account/notices");
    await ada.getByRole("button", { name: "Mark all as read" }).click();
    await ada.getByRole("button", { name: "Mark all as read" }).waitFor({ state: "detached" });
    expect(await bell(ada).getAttribute("aria-label")).toBe("Notices");
  });

  it("left nothing for the browser to complain of", () => {
    expect(complaints).toEqual([]);
  });
});
