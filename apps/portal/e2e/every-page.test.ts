import { mkdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Caller, refusalOf } from "#server/access/callers.ts";
import { findPlaces } from "#server/access/find-places.ts";
import { addressOf, pageRules } from "#server/access/page-rules.ts";
import { openWorld, type World } from "#server/access/things.ts";
import { openBrowser, openPageAs } from "./browser.ts";
import { everyLook, findingsOf, overflowOf } from "./looks.ts";
import { type PictureLook, pictureName, savePicture } from "./save-picture.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 120_000 });

/** A folder for pictures of every page; without it none are taken. */
const pictures = process.env.GRADMARK_PICTURES;
const places = findPlaces("page.tsx").sort();
/** Bytes of script, as they come over the wire, before anything is clicked. */
const weights = new Map<string, number>();
const maximumScriptBytes = 200_000;
/** A tenth of what counts as good; a clock that ticks over while a page loads may break a line. */
const maximumShift = 0.01;
/** Pages that need more at first, and what for. */
const heavier: Record<string, number> = {
  // The checker itself: what is typed is read in the browser, before any try is used.
  "c/[course]/gradients/[problem]": 230_000,
  // Three uploads, a link and the pre-check with its result.
  "c/[course]/hand-in": 205_000,
  // Tables and forms of the staff, opened at a desk.
  "c/[course]/staff/changes": 215_000,
  "c/[course]/staff/changes/[proposal]": 215_000,
  "c/[course]/staff/graders": 215_000,
  "c/[course]/staff/regrades": 215_000,
  // pdf.js and the highlighter: report and script are what the page is for.
  "c/[course]/staff/grading/[handIn]": 300_000,
};

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowser();
  if (pictures) mkdirSync(pictures, { recursive: true });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
  console.log(
    [...weights].map(([place, bytes]) => `${(bytes / 1000).toFixed(0).padStart(5)} kB  /${place}`).join("\n"),
  );
});

// Some thirty pages in four looks take minutes: `npm run test:full`.
describe.skipIf(!process.env.GRADMARK_FULL).each(places)("/%s", (place) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open(place);
    weights.set(place, await weigh(opened.scripts));
  }, 120_000);
  afterAll(() => opened.page.context().close());

  it("does not move while it loads, and moves nothing for whoever wants no motion", async () => {
    const { page } = opened;
    expect(await page.evaluate(() => (window as unknown as { moved?: number }).moved)).toBeLessThan(maximumShift);
    expect(await page.evaluate(nameMoving)).toEqual([]);
  });

  it("has nothing that axe finds in either theme, wide or at 320 px", async () => {
    const { page, complaints } = opened;
    for (const [colorScheme, width] of everyLook) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      // What a page does once, when it opens, such as scrolling a strip to where it is, it does for this width.
      if (width === 320 && colorScheme === "light") await reopen(page);
      const look = pictureLook(colorScheme, width);
      if (pictures && look) await savePicture(page, join(pictures, pictureName(place, look)));
      expect.soft(await overflowOf(page), `too wide at ${width} px, in ${colorScheme}`).toEqual([]);
      expect.soft(await findingsOf(page), `${colorScheme}, ${width} px`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  it("can be walked through by the keyboard, and shows where one is", async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 1100, height: 800 });
    await reopen(page);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    expect(await walk(page)).toEqual([]);
  });

  it("loads little script at first", () => {
    expect(weights.get(place)).toBeGreaterThan(50_000);
    expect(weights.get(place)).toBeLessThan(heavier[place] ?? maximumScriptBytes);
  });
});

/** Three of them are kept as pictures. */
function pictureLook(colorScheme: string, width: number): PictureLook | null {
  if (width > 320) return colorScheme === "dark" ? "dark" : "light";
  return colorScheme === "light" ? "narrow" : null;
}

interface Opened {
  page: Page;
  /** What the browser complained of. */
  complaints: string[];
  /** Addresses of what it loaded before anything was clicked. */
  scripts: ReadonlySet<string>;
}

/** A page as the first of those sees it whom it is for. */
async function open(place: string): Promise<Opened> {
  const reader = readerOf(place);
  const options = {
    viewport: { width: 1100, height: 800 },
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  } as const;
  const page =
    reader === "nobody"
      ? await (await browser.newContext(options)).newPage()
      : await openPageAs(browser, world.people[reader], options);
  const complaints = listen(page);
  const scripts = new Set<string>();
  page.on("request", (asked) => {
    if (asked.resourceType() === "script") scripts.add(asked.url());
  });
  page.setDefaultTimeout(60_000);
  await page.addInitScript(countMovement);
  await page.goto(world.portal.url + addressOf(place, world.things));
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  // What moves late moves within this time: answers are at hand when the page comes.
  await page.waitForTimeout(500);
  return { page, complaints, scripts: new Set(scripts) };
}

async function reopen(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForTimeout(300);
}

/** Bytes of these scripts as browsers get them over TLS, which is as brotli. */
async function weigh(scripts: ReadonlySet<string>): Promise<number> {
  const sizes = await Promise.all([...scripts].map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sizeOf(url: string): Promise<number> {
  return new Promise((done, fail) => {
    const asked = request(url, { method: "HEAD", headers: { "accept-encoding": "br" } }, (answer) => {
      answer.resume();
      done(Number(answer.headers["content-length"]));
    });
    asked.on("error", fail).end();
  });
}

/** A script that the policy stopped, a failed hydration, an answer that is missing. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}

/** What is moving now, longer than a blink. */
function nameMoving(): string[] {
  return document
    .getAnimations()
    .filter((one) => one.playState === "running" && Number(one.effect?.getComputedTiming().duration ?? 0) > 50)
    .map((one) => (one.effect instanceof KeyframeEffect && one.effect.target?.outerHTML.slice(0, 100)) || "something");
}

/** Layout shift as browsers measure it (https://web.dev/articles/cls), without what a person's own input moves. */
function countMovement(): void {
  const told = window as unknown as { moved: number };
  told.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) told.moved += shift.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

function readerOf(place: string): Caller {
  const rule = pageRules[place];
  if (!rule) throw new Error(`/${place} has no rule in server/access/page-rules.ts.`);
  if (/^(?:sign-in|register|account\/(?:reset|confirm|owner))$/.test(place)) return "nobody";
  return refusalOf(rule.who, "captain") === null ? "captain" : "owner";
}

/** Presses Tab until it leaves the page; what could not be seen to have the focus, or would not let go of it. */
async function walk(page: Page): Promise<string[]> {
  const flaws: string[] = [];
  let before = "";
  for (let step = 0; step < 400; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(lookAtFocus);
    if (at === null) return flaws;
    if (at.place === before) return [...flaws, `${at.html} keeps the focus`];
    if (!at.visible) flaws.push(`${at.html} does not show the focus`);
    before = at.place;
  }
  return [...flaws, "400 steps do not lead out of the page"];
}

/** The element with the focus; null when that is the page as a whole. */
function lookAtFocus(): { place: string; html: string; visible: boolean } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  // An input may show the focus by its frame, which is an element around or beside it.
  const drawn = [element, element.parentElement, element.nextElementSibling].some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  });
  const all = [...document.querySelectorAll("*")];
  const inField = element.matches("input, textarea, select, math-field");
  return { place: String(all.indexOf(element)), html: element.outerHTML.slice(0, 150), visible: drawn || inField };
}
