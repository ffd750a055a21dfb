import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Person } from "#e2e/person.ts";
import { type Caller, callers, refusalOf } from "./callers.ts";
import { findPlaces } from "./find-places.ts";
import { addressOf, pageRules } from "./page-rules.ts";
import { ownersOf } from "./procedure-rules.ts";
import { openWorld, type World } from "./things.ts";

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 600_000);
afterAll(() => world[Symbol.asyncDispose]());

const places = findPlaces("page.tsx");

describe("the table of who may open which page", () => {
  it("has a rule for every page, and none for what is gone", () => {
    expect(Object.keys(pageRules).sort()).toEqual([...places].sort());
  });
});

describe.each(places)("/%s", (place) => {
  it("opens to those whom it is for; others are sent to sign in, or it is not there", async () => {
    const expected: Record<string, string> = {};
    const seen: Record<string, string> = {};
    const address = addressOf(place, world.things);
    for (const caller of callers) {
      expected[caller] = expectation(place, caller);
      seen[caller] = await look(world.people[caller], address);
    }
    expect(seen).toEqual(expected);
  });

  it("runs only scripts that carry the nonce of this answer, and can be framed by nobody", async () => {
    const reader = (["captain", "owner", "ta"] as const).find((name) => expectation(place, name) === "opens");
    const page = await world.people[reader ?? "nobody"].fetch(addressOf(place, world.things));
    const policy = page.headers.get("content-security-policy") ?? "";
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1];
    expect(scripts).toMatch(/^'self' 'nonce-[\w+/=]{40,}' 'strict-dynamic'$/);
    expect(policy).toMatch(/default-src 'self'.*object-src 'none'.*base-uri 'self'.*frame-ancestors 'none'/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    const html = await page.text();
    const tags = html.match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(html).not.toMatch(/<[^>]+\son(?:click|load|error)=|href="javascript:/i);
  });
});

function expectation(place: string, caller: Caller): string {
  const rule = pageRules[place];
  if (!rule) throw new Error(`/${place} has no rule in server/access/page-rules.ts: say there who may open it.`);
  const refusal = refusalOf(rule.who, caller);
  if (refusal === 401) return "sign in";
  return refusal !== null || (rule.whose && !ownersOf(rule.whose).includes(caller)) ? "not there" : "opens";
}

async function look(person: Person, address: string): Promise<string> {
  const page = await person.fetch(address);
  const text = await page.text();
  if (page.status === 307)
    return page.headers.get("location")?.match(/^\/sign-in\?next=(?:%2F|\/)/) ? "sign in" : "elsewhere";
  if (page.status === 404 || /<h1[^>]*>[^<]*not here/i.test(text)) return "not there";
  return page.status === 200 ? "opens" : `status ${page.status}`;
}
