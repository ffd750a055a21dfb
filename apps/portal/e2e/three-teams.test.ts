import { createHash } from "node:crypto";
import { leaseNextJob, recordRerun, selectHandIn } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { onePagePdf } from "./fixtures/one-page-pdf.ts";
import { verdictWithSecrets } from "./fixtures/verdict-with-secrets.ts";
import { enrol } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// Three windows and perhaps a build beside them make a slow machine.
vi.setConfig({ testTimeout: 240_000 });

const course = "pocket";
const right = "dE/dx_out * x_out * (1 - x_out)";
const names = ["Alpha", "Beta", "Gamma"] as const;

/** A team of two: one has an account and has founded it, the other one is invited and does everything by the pages. */
interface Team {
  name: string;
  invite: string;
  page: Page;
}

let portal: TestPortal;
let browser: Browser;
let teams: Team[];
/** What any of the three browsers complained of. */
const complaints: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  browser = await openBrowser();
  teams = await Promise.all(names.map(foundTeam));
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function foundTeam(name: string): Promise<Team> {
  const founder = await enrol(portal.url, `Founder${name}`, name);
  const { team } = await founder.api.team.show.query({ course });
  const page = await (await browser.newContext({ timezoneId: "Europe/Berlin" })).newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => complaints.push(`${name}: ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${name}: ${message.text()}`);
  });
  return { name, invite: `/c/${course}/team?code=${team?.inviteCode}`, page };
}

/** Does the same in all three windows at once. */
async function inAll(work: (team: Team, k: number) => Promise<void>): Promise<void> {
  await Promise.all(teams.map(work));
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(portal.url + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

describe("three teams at once, from invitation to result", () => {
  it("the invited register, join the course, and by their link the team, which is complete and admitted", async () => {
    await inAll(async ({ name, invite, page }) => {
      await open(page, "/register");
      await page.getByLabel("Name").fill(`Guest ${name}`);
      await page.getByLabel("E-mail").fill(`guest-${name.toLowerCase()}@example.org`);
      await page.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
      await page.getByRole("button", { name: "Register" }).click();
      await page.getByRole("button", { name: "Join" }).click();
      await page.waitForURL(`**/c/${course}`);
      await open(page, invite);
      await page.getByRole("button", { name: "Join the team" }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.getByText("Admitted to the competition").first().waitFor();
    });
  });

  it("each uploads a file that its browser has checked, and sees it scored", async () => {
    await inAll(async ({ page }, k) => {
      await open(page, `/c/${course}/submit`);
      const text = predictions(portal.home.ids, (row) => (row + k) % 10);
      await page.setInputFiles("input[type=file]", {
        name: "predictions.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(text),
      });
      await page.getByText("40 rows, every test id once").waitFor();
      await page.getByRole("button", { name: "Upload (uses 1 try)" }).click();
      await page.waitForURL("**/entries/*");
    });
    const scores = [0.6, 0.7, 0.8];
    for (const publicScore of scores) scoreNext(portal.home, { publicScore, privateScore: 0.777_123 });
    await inAll(async ({ page }) => {
      await page
        .getByText(/^0\.[678]00?$/)
        .first()
        .waitFor();
    });
  });

  it("all three stand on the board, in the same order for each, the own team marked", async () => {
    const seen: string[][] = [];
    await inAll(async ({ name, page }) => {
      await open(page, `/c/${course}/board`);
      await page.getByRole("row").filter({ hasText: name }).first().waitFor();
      const rows = await page.getByRole("row").allTextContents();
      seen.push(rows.flatMap((row) => names.filter((one) => row.includes(one))));
    });
    expect(seen[0]).toHaveLength(3);
    expect(seen).toEqual([seen[0], seen[0], seen[0]]);
  });

  it("each has a derivative checked", async () => {
    await inAll(async ({ page }) => {
      await open(page, `/c/${course}/gradients/sigmoid`);
      await page.getByRole("textbox", { name: "Your answer" }).fill(right);
      await page.getByRole("button", { name: "Check", exact: true }).click();
      await page.getByText("Correct", { exact: true }).first().waitFor();
    });
  });

  it("each hands in script, report and model, and gets a receipt with the hashes", async () => {
    await inAll(async ({ page }, k) => {
      await open(page, `/c/${course}/hand-in`);
      await choose(page, "Choose the script", "result.py", `print(${k})\n`);
      await choose(page, "Choose the PDF", "report.pdf", onePagePdf());
      await choose(page, "Choose model files", "weights.bin", `weights ${k}`);
      await page.getByRole("button", { name: "Hand in", exact: true }).click();
      await page.getByText("Exactly these files are handed in.").waitFor();
      await page
        .getByText(/SHA-256 [0-9a-f]{64}/)
        .first()
        .waitFor();
    });
  });

  it("each sees its own result without a reload, and nothing of the others", async () => {
    await inAll(({ page }) => open(page, `/c/${course}/result`));
    for (const _ of names) rerunNext();
    await inAll(async ({ name, page }) => {
      await page.getByText("3 of 40 predictions differ from your final entry.").first().waitFor();
      const text = (await page.locator("main").textContent()) ?? "";
      for (const other of names) if (other !== name) expect(text).not.toContain(other);
      expect(text).not.toMatch(/777123/);
    });
  });

  it("no browser complained", () => {
    expect(complaints).toEqual([]);
  });
});

/** Until the page shows the hash of what is stored: the name alone stands there before. */
async function choose(page: Page, label: string, name: string, content: string | Uint8Array): Promise<void> {
  const buffer = Buffer.from(content);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: label }).click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByText(createHash("sha256").update(buffer).digest("hex")).first().waitFor();
}

/** What a worker would do with the next hand-in. */
function rerunNext(): void {
  const { database } = portal.home;
  const now = new Date();
  const leased = leaseNextJob(database, { workerId: "test", kinds: ["rerun"], now, leaseMs: 10_000 });
  if (!leased) throw new Error("nothing waits to be rerun");
  const comparedWith = selectHandIn(database, leased.job.subjectId).finalEntryId;
  expect(recordRerun(database, leased.lease, { verdict: verdictWithSecrets(), comparedWith, now })).toBe("finished");
}
