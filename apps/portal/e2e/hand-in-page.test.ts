import { createHash, randomBytes } from "node:crypto";
import type { PrecheckReport } from "@gradmark/contract";
import { leaseNextJob, recordPrecheck } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { openCuttingProxy } from "./cutting-proxy.ts";
import { onePagePdf } from "./fixtures/one-page-pdf.ts";
import { verdictWithSecrets } from "./fixtures/verdict-with-secrets.ts";
import { flawsOf, narrowLooks } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 120_000 });

const course = "pocket";
let portal: TestPortal;
let browser: Browser;
let ada: Person;
let page: Page;

beforeAll(async () => {
  portal = await startTestPortal();
  browser = await openBrowser();
  ada = await enrol(portal.url, "Ada", "Team A");
  page = await openPageAs(browser, ada, {});
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function open(url: string): Promise<void> {
  await page.goto(`${url}/c/pocket/hand-in`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function expectAccessible(): Promise<void> {
  expect(await flawsOf(page, narrowLooks, { backTo: 1280 })).toEqual([]);
}

describe("the check-list", () => {
  it("takes a large file over a connection that breaks again and again, with the right hash", async () => {
    await using proxy = await openCuttingProxy(portal.url);
    const file = randomBytes(1_000_000);
    await open(proxy.url);
    proxy.cutAfter(350_000);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose model files" }).click();
    await (await chooser).setFiles({ name: "weights.bin", mimeType: "application/octet-stream", buffer: file });
    await page.getByText("The connection is broken; what has arrived is kept").waitFor();
    await page.getByText(`SHA-256 ${createHash("sha256").update(file).digest("hex")}`).waitFor({ timeout: 60_000 });
    expect(proxy.cuts()).toBeGreaterThanOrEqual(2);
  });

  it("explains a link that leads to a share page, and offers the address of the file", async () => {
    await open(portal.url);
    await page.getByLabel("Or a link to the model").fill("https://drive.google.com/file/d/1a2B3c4D5e6F7g8H9/view");
    await page.getByRole("button", { name: "Add the link" }).click();
    await page.getByText("This address leads to a page of Google Drive, not to the file.").waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Use the address of the file" }).click();
    await page.getByText("https://drive.usercontent.google.com/download?id=1a2B3c4D5e6F7g8H9").waitFor();
    await page.getByRole("button", { name: "Take the link off" }).click();
    await page.getByLabel("Or a link to the model").fill("ftp://example.org/weights.bin");
    await page.getByRole("button", { name: "Add the link" }).click();
    await page.getByText("This is not the address of a file on the web.").waitFor();
  });
});

describe("the pre-check", () => {
  it("waits for something to check, then follows its run and shows what the grader will see, and no score", async () => {
    await page.getByText("There is neither a script nor a report on your check-list yet.").waitFor();
    await ada.upload({}, predictions(portal.home.ids));
    scoreNext(portal.home, { publicScore: 0.888_321, privateScore: 0.888_321 });
    await ada.upload({ kind: "script", name: "result.py" }, "print(1)\n");
    await ada.upload({ kind: "report", name: "report.pdf" }, onePagePdf());
    await page.getByRole("button", { name: "Check before handing in" }).click();
    await page.getByText("Place 1 of 1 in the queue.").waitFor();
    await page.getByText("4 of 5 pre-checks left today").waitFor();
    precheckNext();
    await page.getByText("3 of 40 predictions differ from your final entry.").first().waitFor();
    await page.getByText("The PDF names nothing of its maker").waitFor();
    await page.getByText("The run in detail").click();
    await page.getByText("What your script printed").waitFor();
    await expectAccessible();
    const answer = await ada.api.precheck.show.query({ course });
    expect(JSON.stringify(answer)).not.toMatch(/888321|scoreExpected|scoreRerun|audit|secret-place/);
    expect((await ada.api.handIn.show.query({ course })).own?.receipt).toBeNull();
  });

  it("says that it is out of date once a file has changed", async () => {
    await ada.upload({ kind: "script", name: "result.py" }, "print(2)\n");
    await page.getByText("Something has changed since.").waitFor();
  });

  it("can be cancelled while it waits, and then costs nothing", async () => {
    await page.getByRole("button", { name: "Check again" }).click();
    await page.getByRole("button", { name: "Cancel the pre-check" }).click();
    await page.getByText("The pre-check was cancelled.").waitFor();
    await page.getByText("4 of 5 pre-checks left today").waitFor();
  });

  it("is for the own team alone", async () => {
    const eve = await enrol(portal.url, "Eve", "Team E");
    expect((await eve.api.precheck.show.query({ course }))?.latest).toBeNull();
    await expect(eve.api.precheck.cancel.mutate({ course })).rejects.toThrow(/asked for no pre-check/);
    const lonely = await enrol(portal.url, "Lonely");
    expect(await lonely.api.precheck.show.query({ course })).toBeNull();
    await expect(lonely.api.precheck.ask.mutate({ course })).rejects.toThrow(/in no team/);
  });
});

describe("handing in", () => {
  it("takes the link with the files, and names it in the receipt", async () => {
    await ada.api.handIn.setLink.mutate({ course, url: "https://example.org/weights.bin", anyway: false });
    await open(portal.url);
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
    await page.getByText("Exactly these files are handed in.").waitFor();
    await page.getByText("It is fetched before your script is run.").waitFor();
    await expectAccessible();
  });
});

/** What a worker would do with the next pre-check. */
function precheckNext(): void {
  const { database } = portal.home;
  const now = new Date();
  const leased = leaseNextJob(database, { workerId: "test", kinds: ["precheck"], now, leaseMs: 10_000 });
  if (!leased) throw new Error("nothing waits to be pre-checked");
  const report: PrecheckReport = {
    findings: [
      { topic: "report", state: "good", message: "report.pdf opens and has 1 page." },
      { topic: "latex", state: "note", message: "The PDF names nothing of its maker, not LaTeX." },
      { topic: "rerun", state: "bad", message: "3 of 40 predictions differ from your final entry." },
    ],
    verdict: verdictWithSecrets(),
  };
  expect(recordPrecheck(database, leased.lease, { report, now })).toBe("finished");
}
