import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { insertCourseMember, selectOptionalPersonByEmail } from "@gradmark/db";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { flawsOf, narrowLooks } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

const right = "dE/dx_out * x_out * (1 - x_out)";
/** Two terms that cancel; where they are large neither doubles nor a few hundred digits show it. */
const unclear = `${right} + 1e300^x_in - 1e300^x_in`;
let portal: TestPortal;
let browser: Browser;
let ada: Person;
let student: Page;
let staff: Page;

beforeAll(async () => {
  portal = await startTestPortal();
  addSoftmax(portal.home.home);
  ada = await enrol(portal.url, "Ada", "Team A");
  const tess = await enrol(portal.url, "Tess");
  const { database, course } = portal.home;
  const userId = selectOptionalPersonByEmail(database, "tess@example.org")?.id ?? "";
  insertCourseMember(database, { courseId: course.id, userId, role: "ta", now: new Date() });
  browser = await openBrowser();
  student = await openPageAs(browser, ada, { timezoneId: "Europe/Berlin" });
  staff = await openPageAs(browser, tess, { timezoneId: "Europe/Berlin" });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

/** A second problem in the course's kit: one in several variables. */
function addSoftmax(home: string): void {
  const kit = join(home, "courses", "pocket", "kit");
  const file = "problems/softmax.yaml";
  cpSync(join(import.meta.dirname, "../../../kits/lab1", file), join(kit, file));
  const yaml = readFileSync(join(kit, "kit.yaml"), "utf8");
  writeFileSync(join(kit, "kit.yaml"), yaml.replace("problems: [sigmoid]", "problems: [sigmoid, softmax]"));
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${portal.url}/c/pocket/gradients${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** At 320 px in both schemes. */
function flawsWhenNarrow(page: Page, name: string): Promise<string[]> {
  return flawsOf(page, narrowLooks, { photograph: (look) => photograph(page, `${name}-${look}`), backTo: 1280 });
}

/** For a person to look at: where GRADMARK_PICTURES names a folder. */
async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.GRADMARK_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

describe("an answer that the checker cannot decide, in the browser", () => {
  it("is told to its team as not decided, at no cost", async () => {
    await open(student, "/sigmoid");
    await student.getByRole("textbox", { name: "Your answer" }).fill(unclear);
    await student.getByRole("button", { name: "Check", exact: true }).click();
    await student.getByText("Not decided.").waitFor();
    await student.getByText("It used no try: a person decides it.").waitFor();
    await student.getByText("A person decides", { exact: true }).first().waitFor();
  });

  it("is on the staff's list, and on no student's", async () => {
    await open(student, "");
    expect(await student.getByText("for you to decide").count()).toBe(0);
    await open(staff, "");
    await staff.getByRole("heading", { name: "1 answer for you to decide" }).waitFor();
    await staff.getByText("Team A, sigmoid/dx_in, ").waitFor();
    expect(await flawsWhenNarrow(staff, "undecided")).toEqual([]);
  });

  it("is decided with a reason only, and leaves the list", async () => {
    const correct = staff.getByRole("button", { name: "Correct", exact: true });
    expect(await correct.isDisabled()).toBe(true);
    await staff.getByRole("textbox", { name: "Why" }).fill("The last two terms cancel.");
    await correct.click();
    await staff.getByRole("heading", { name: "1 answer for you to decide" }).waitFor({ state: "detached" });
  });

  it("counts for its team, which sees that a person decided it", async () => {
    await open(student, "/sigmoid");
    await student.getByText("Correct", { exact: true }).first().waitFor();
    await student.getByText("1 answer before").click();
    await student.getByText("decided by the staff").waitFor();
    await open(student, "");
    await student.getByText("1 of 1 correct", { exact: false }).waitFor();
  });
});

describe("a difference in several variables, in the browser", () => {
  it("is a table of cells, which axe finds nothing in, and which fits 320 px", async () => {
    await open(student, "/softmax");
    const [, different] = await student.getByRole("textbox", { name: "Your answer" }).all();
    await different?.fill("beta*X_out[i]*(1 - X_out[j])");
    await student.getByRole("button", { name: "Check", exact: true }).last().click();
    await student.getByText("Where your answer differs, cell by cell").waitFor();
    expect(await student.getByRole("row").count()).toBeGreaterThan(6);
    expect(await flawsWhenNarrow(student, "cells")).toEqual([]);
    await photograph(student, "cells-wide");
  });
});
