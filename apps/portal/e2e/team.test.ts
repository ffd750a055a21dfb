import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPageAs } from "./browser.ts";
import { findingsOf } from "./looks.ts";
import { enrol, Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

vi.setConfig({ testTimeout: 60_000 });

const course = "pocket";
let portal: TestPortal;
let browser: Browser;
let ada: Person;
let page: Page;

beforeAll(async () => {
  portal = await startTestPortal();
  browser = await openBrowser();
  ada = await enrol(portal.url, "Ada", "Alpha");
  page = await openAs(ada);
}, 600_000);
afterAll(async () => {
  await browser.close();
  await portal[Symbol.asyncDispose]();
});

/** A narrow window in which somebody is signed in. */
function openAs(person: Person): Promise<Page> {
  return openPageAs(browser, person, { viewport: { width: 360, height: 740 } });
}

async function expectAccessible(opened: Page): Promise<void> {
  expect(await findingsOf(opened)).toEqual([]);
}

describe("a team that changes", () => {
  it("takes in whoever asked, when its captain accepts on a page that was open all the time", async () => {
    const bob = await enrol(portal.url, "Bob");
    await page.goto(`${portal.url}/c/pocket/team`);
    await page.getByRole("heading", { name: "Alpha" }).waitFor();
    const bobs = await openAs(bob);
    await bobs.goto(`${portal.url}/c/pocket/team`);
    await bobs.getByLabel("Find a team").fill("alp");
    await bobs.getByRole("button", { name: "Ask Alpha" }).click();
    await bobs.getByText("its captain has not decided yet").waitFor();
    await expectAccessible(bobs);
    await page.getByRole("button", { name: "Accept Bob" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Accept Bob" }).click();
    await page.getByRole("button", { name: "Make captain: Bob" }).waitFor();
    await bobs.reload();
    await bobs.getByRole("heading", { name: "Alpha" }).waitFor();
    await bobs.context().close();
  });

  it("loses a member only after the captain was told what that means", async () => {
    await page.getByRole("button", { name: "Remove Bob" }).click();
    await page.getByText("Bob will be in no team").waitFor();
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("button", { name: "Remove Bob" }).click();
    await page.getByRole("group", { name: "Remove Bob" }).getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Remove Bob" }).waitFor({ state: "detached" });
  });

  it("merges with another one, and the other page shows the new team", async () => {
    const cleo = await enrol(portal.url, "Cleo", "Gamma");
    await cleo.api.team.ask.mutate({ course, name: "Alpha" });
    await page.getByText("it would become part of yours").waitFor();
    await page.getByRole("button", { name: "Accept The team “Gamma”" }).click();
    await page.getByText("cleo@example.org").waitFor();
    const { team } = await cleo.api.team.show.query({ course });
    expect(team).toMatchObject({ name: "Alpha", members: [{ name: "Ada" }, { name: "Cleo", role: "member" }] });
  });
});

describe("somebody outside a team", () => {
  it("learns the names of teams with room, and neither their members nor their codes", async () => {
    const dora = await enrol(portal.url, "Dora", "Delta");
    const eve = await enrol(portal.url, "Eve");
    expect(await eve.api.team.find.query({ course, text: "" })).toEqual([{ name: "Delta", members: 1 }]);
    expect(await eve.api.team.find.query({ course, text: "Alpha" })).toEqual([]);
    const { team } = await dora.api.team.show.query({ course });
    const told = JSON.stringify([
      await eve.api.team.show.query({ course }),
      await eve.api.team.find.query({ course, text: "Delta" }),
      await eve.api.team.ask.mutate({ course, name: "Delta" }),
    ]);
    expect(told).not.toContain(team?.inviteCode);
    expect(told).not.toContain("dora@example.org");
  });

  it("decides nothing for a team: not its requests, not its members", async () => {
    const [fay, gus, hal] = [
      await enrol(portal.url, "Fay", "Phi"),
      await enrol(portal.url, "Gus"),
      await enrol(portal.url, "Hal", "Eta"),
    ];
    await gus.api.team.ask.mutate({ course, name: "Phi" });
    const { team } = await fay.api.team.show.query({ course });
    const request = team?.requests[0]?.id ?? "";
    const member = team?.members[0]?.id ?? "";
    await expect(gus.api.team.decide.mutate({ course, request, accept: true })).rejects.toThrow(/no team/);
    expect(await hal.api.team.decide.mutate({ course, request, accept: true })).toMatchObject({ ok: false });
    expect(await hal.api.team.remove.mutate({ course, member })).toMatchObject({ ok: false });
    expect(await hal.api.team.withdraw.mutate({ course, request })).toMatchObject({ ok: false });
    expect((await fay.api.team.show.query({ course })).team?.members).toHaveLength(1);
  });

  it("who is not in the course learns nothing", async () => {
    const stranger = new Person(portal.url);
    await expect(stranger.api.team.find.query({ course, text: "" })).rejects.toThrow(/not signed in/);
    await expect(stranger.api.team.ask.mutate({ course, name: "Phi" })).rejects.toThrow(/not signed in/);
  });
});
