import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { everyLook, flawsOf } from "./looks.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let browser: Browser;
let page: Page;
let ada: Person;
/** A folder for pictures of the page; without it none are taken. */
const pictures = process.env.GRADMARK_PICTURES;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  browser = await openBrowser();
  page = await openPageAs(browser, ada, { reducedMotion: "reduce", viewport: { width: 1100, height: 900 } });
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

async function open(): Promise<void> {
  await page.goto(`${portal.url}/account/api`);
  await page.getByRole("heading", { level: 1, name: "API tokens" }).waitFor();
}

const lines = async () => (await page.locator("pre").allTextContents()).join("\n");

/** In both themes and at 320 px: nothing that axe finds, nothing that leaves the screen. */
async function inspect(state: string): Promise<void> {
  const photograph = (look: string) => page.screenshot({ path: `${pictures}/${state}-${look}.png`, fullPage: true });
  expect(await flawsOf(page, everyLook, pictures ? { photograph } : {})).toEqual([]);
}

describe("the page “API tokens”", () => {
  let secret = "";

  it("says what will be there, and prints the lines with a placeholder", async () => {
    await open();
    await page.getByText("None yet.").waitFor();
    expect(await lines()).toContain(`GRADER_URL=${portal.url}`);
    expect(await lines()).toContain("KAGGLE_API_TOKEN=PASTE_YOUR_TOKEN");
    await inspect("empty");
  });

  it("shows a new token this once, in the lines too", async () => {
    await page.getByLabel("Name").fill("laptop");
    await page.getByRole("button", { name: "Make the token" }).click();
    secret = (await page.getByTestId("secret").textContent()) ?? "";
    expect(secret).toMatch(/^gradmark_[\w-]{43}$/);
    expect(await lines()).toContain(`KAGGLE_API_TOKEN=${secret}`);
    await page.getByLabel("Client", { exact: true }).selectOption("pinned");
    expect(await lines()).toContain(`KAGGLE_USERNAME=ada@example.org KAGGLE_KEY=${secret}`);
    await page.getByLabel("Terminal", { exact: true }).selectOption("powershell");
    expect(await lines()).toContain(`$env:KAGGLE_KEY="${secret}"`);
    await inspect("made");
  });

  it("never shows it again, whatever is asked", async () => {
    await open();
    expect(await page.content()).not.toContain(secret);
    expect(await lines()).toContain("PASTE_YOUR_TOKEN");
    await page.getByText(`laptop …${secret.slice(-4)}`).waitFor();
    expect(JSON.stringify(await ada.api.tokens.list.query())).not.toContain(secret);
  });

  it("says when a token was last used, and ends it when asked twice", async () => {
    await fetch(`${portal.url}/api/v1/competitions/list`, { headers: { authorization: `Bearer ${secret}` } });
    await open();
    await page.getByText(/last used \d+ s ago/).waitFor();
    await page.getByRole("button", { name: "Revoke laptop" }).click();
    await page.getByText("This cannot be undone").waitFor();
    await inspect("revoking");
    await page.getByRole("button", { name: "Revoke “laptop”" }).click();
    await page.getByText("Revoked", { exact: true }).waitFor();
    const refused = await fetch(`${portal.url}/api/v1/competitions/list`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([refused.status, (await refused.json()).message]).toEqual([403, expect.stringContaining("was revoked")]);
  });

  it("is its person's alone", async () => {
    const eve = await enrol(portal.url, "Eve");
    const made = await ada.api.tokens.create.mutate({ name: "other", scope: "read", course: "pocket", days: 7 });
    const id = made.ok ? made.id : "";
    await expect(eve.api.tokens.revoke.mutate({ token: id })).rejects.toThrow(/no such token/);
    expect((await eve.api.tokens.list.query()).tokens).toEqual([]);
    await expect(
      eve.api.tokens.create.mutate({ name: "x", scope: "read", course: "nowhere", days: 7 }),
    ).rejects.toThrow(/no such course/);
  });

  it("lets a person have ten, and says what to do about the eleventh", async () => {
    const make = () => ada.api.tokens.create.mutate({ name: "more", scope: "read", course: null, days: 7 });
    for (let made = await make(); made.ok; ) made = await make();
    expect(await make()).toMatchObject({
      ok: false,
      refusal: "too-many-tokens",
      message: expect.stringContaining("Revoke one"),
    });
    const live = (await ada.api.tokens.list.query()).tokens.filter(({ state }) => state === "good");
    expect(live).toHaveLength(10);
  });
});
