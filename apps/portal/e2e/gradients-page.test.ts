import { gzipSync } from "node:zlib";
import type { Course } from "@gradmark/contract";
import { updateCourseDeadline } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { addCourse } from "./course-home.ts";
import { findingsOf, overflowOf } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

const wrong = "dE/dx_out * x_out * (1 + x_out)";
let portal: TestPortal;
let browser: Browser;
let page: Page;
let ada: Person;
let strict: Course;
/** What the browser complained of, and what it asked of anybody but the portal. */
const complaints: string[] = [];
const strangers: string[] = [];
/** Scripts that the browser has asked for. */
const scripts = new Set<string>();

beforeAll(async () => {
  portal = await startTestPortal();
  const { home, database } = portal.home;
  strict = (await addCourse(home, database, { slug: "strict", kitLines: "gradients: { tries: 2 }\n" })).course;
  ada = await enrol(portal.url, "Ada", "Team A");
  await ada.api.course.join.mutate({ course: "strict" });
  await ada.api.team.create.mutate({ course: "strict", name: "Team A" });
  browser = await openBrowser();
  page = await openPageAs(browser, ada, { timezoneId: "Europe/Berlin" });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
    if (!request.url().startsWith(portal.url) && !request.url().startsWith("data:")) strangers.push(request.url());
  });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function open(course: string): Promise<void> {
  await page.goto(`${portal.url}/c/${course}/gradients/sigmoid`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const field = () => page.getByRole("textbox", { name: "Your answer" });

describe("what a reader waits for", () => {
  it("loads less than 200 kB of scripts first, compressed", async () => {
    const html = await (await ada.fetch("/c/pocket/gradients/sigmoid")).text();
    const sources = new Set(
      [...html.matchAll(/<script src="([^"]+)"([^>]*)>/g)]
        // Old browsers only.
        .filter(([, , rest = ""]) => !/nomodule/i.test(rest))
        .map(([, src]) => src ?? ""),
    );
    const headers = { "accept-encoding": "gzip, br" };
    const sizes = await Promise.all(
      [...sources].map(async (src) => {
        const head = await ada.fetch(src, { method: "HEAD", headers });
        expect(head.headers.get("content-encoding")).toBe("br");
        const script = await (await ada.fetch(src)).arrayBuffer();
        return { br: Number(head.headers.get("content-length")), gzip: gzipSync(script).byteLength };
      }),
    );
    const sum = (kind: "br" | "gzip") => sizes.reduce((total, size) => total + size[kind], 0);
    expect(sum("br")).toBeGreaterThan(20_000);
    expect(sum("br")).toBeLessThan(sum("gzip"));
    expect(sum("br")).toBeLessThan(200_000);
  });

  it("sends pages, which hold secrets, uncompressed", async () => {
    const page = await ada.fetch("/c/pocket/team", { headers: { "accept-encoding": "gzip, br" } });
    expect(page.headers.get("content-encoding")).toBeNull();
  });
});

describe("practice, in the browser", () => {
  it("explains a wrong answer at once and draws where it differs", async () => {
    await open("pocket");
    await field().fill(wrong);
    await page.getByText("Read as").waitFor();
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("Incorrect.").waitFor();
    await page.getByRole("alert").getByText("the derivative is", { exact: true }).waitFor();
    const plot = page.getByRole("img", { name: /^Derivative and answer over x_in\. At x_in = / });
    await plot.waitFor();
    const lines = await plot.locator("path").evaluateAll((all) => all.map((one) => one.getAttribute("d") ?? ""));
    expect(lines.filter((line) => line.length > 200)).toHaveLength(2);
    await page.getByText("The same as a table").click();
    expect(await page.getByRole("row").count()).toBeGreaterThan(10);
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe finds with a plot, and fits 320 px, in %s",
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflowOf(page)).toEqual([]);
      expect(await findingsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

  it("keeps the answer in its history, with who gave it, and draws it again", async () => {
    await page.getByText("1 answer before").click();
    await page.getByText("Ada, ").waitFor();
    await page.getByRole("button", { name: "Draw where it differs" }).click();
    await expect.poll(() => page.getByRole("img", { name: /^Derivative and answer/ }).count()).toBe(2);
  });
});

describe("the formula editor", () => {
  it("takes over what was typed plainly, and is fetched only now", async () => {
    const before = scripts.size;
    await page.getByRole("switch", { name: "Formula editor" }).click();
    await page.locator("math-field").waitFor();
    await expect.poll(() => mathfield("value")).toContain("x_{\\mathrm{out}}");
    expect(scripts.size).toBeGreaterThan(before);
  });

  it("gives the plain text back when nothing was changed in it", async () => {
    await page.getByRole("switch", { name: "Formula editor" }).click();
    expect(await field().inputValue()).toBe(wrong);
    await page.getByRole("switch", { name: "Formula editor" }).click();
    await page.locator("math-field").waitFor();
  });

  it("is typed into with the keyboard, read as it goes, and sends with Enter", async () => {
    await page.locator("math-field").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("dE/dx_out", { delay: 20 });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => mathfield("value")).toMatch(/frac\{dE\}\{dx_\{?out\}?\}|frac\{dE\}/);
    await page.keyboard.press("Enter");
    await page.getByText("Incorrect.").waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  it("is remembered on the next visit, and gives its text back when it is switched off", async () => {
    await open("pocket");
    await page.locator("math-field").waitFor();
    await page.locator("math-field").focus();
    await page.keyboard.type("x_in", { delay: 20 });
    await expect.poll(() => mathfield("value")).toMatch(/x_\{?in\}?/);
    const typed = await mathfield("value");
    await page.getByRole("switch", { name: "Formula editor" }).click();
    expect(await field().inputValue()).toBe(typed);
    await open("pocket");
    await field().waitFor();
    expect(await page.locator("math-field").count()).toBe(0);
  });

  it("does not take over what cannot be read, and says so", async () => {
    await field().fill("x_out * (");
    await page.getByRole("switch", { name: "Formula editor" }).click();
    await page.getByText("takes over what can be read").waitFor();
    expect(await field().inputValue()).toBe("x_out * (");
  });
});

describe("a graded slot, in the browser", () => {
  it("counts tries down, tells the verdict without its reasons, and stops at the last", async () => {
    await open("strict");
    await page.getByText("2 of 2 tries left").waitFor();
    await field().fill(wrong);
    await page.getByRole("button", { name: "Check (uses 1 try)" }).click();
    await page.getByText("Why is explained after the deadline.").waitFor();
    await page.getByText("1 of 2 tries left").waitFor();
    expect(await page.getByRole("img", { name: /^Derivative/ }).count()).toBe(0);
    await field().fill("x_in");
    await page.getByRole("button", { name: "Check (uses 1 try)" }).click();
    await page.getByText("0 of 2 tries left").waitFor();
    expect(await field().isDisabled()).toBe(true);
  });

  it("is not taken after the deadline, and explained and drawn in the history", async () => {
    const { database } = portal.home;
    const now = new Date();
    const courseId = strict.id;
    updateCourseDeadline(database, { courseId, deadline: now, why: "test", actor: "system", now });
    await open("strict");
    await page.getByText("Answers are not taken now.").waitFor();
    expect(await field().isDisabled()).toBe(true);
    await page.getByText("2 answers before").click();
    await page.getByRole("button", { name: "Draw where it differs" }).last().click();
    await page.getByRole("img", { name: /^Derivative and answer over x_in/ }).waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });
});

describe("the browser", () => {
  it("complained of nothing, and asked nobody else", () => {
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});

function mathfield(property: "value"): Promise<string> {
  return page.locator("math-field").evaluate((element, key) => String(Reflect.get(element, key)), property);
}
