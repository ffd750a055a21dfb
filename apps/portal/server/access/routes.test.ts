import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { selectOptionalPersonByEmail, updateApiTokenRevoked } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Person } from "#e2e/person.ts";
import { authRoutes } from "../answer-auth.ts";
import { type Caller, callers, refusalOf } from "./callers.ts";
import { findRoutes } from "./find-places.ts";
import { authRules, type RouteRule, routeRules, serveRules } from "./route-rules.ts";
import { openWorld, type World } from "./things.ts";

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 600_000);
afterAll(() => world[Symbol.asyncDispose]());

const foreign = { origin: "https://evil.example" };

describe("the tables of who may ask which route", () => {
  it("have a rule for every route handler, every route of /api/auth and everything before Next", () => {
    expect(Object.keys(routeRules).sort()).toEqual(findRoutes().sort());
    expect(Object.keys(authRules).sort()).toEqual(Object.keys(authRoutes).sort());
    const serve = readdirSync(join(import.meta.dirname, "../serve")).filter((name) => !name.endsWith(".test.ts"));
    expect(Object.keys(serveRules).sort()).toEqual(serve.sort());
  });
});

describe.each(Object.entries(routeRules))("%s", (name, rule) => {
  it("answers those whom it is for, and turns everybody else away by the right status", async () => {
    const expected: Record<string, number> = {};
    const seen: Record<string, number> = {};
    // Whoever it is for comes last: afterwards it may be gone.
    for (const caller of [...callers].sort((a, b) => Number(a === "captain") - Number(b === "captain"))) {
      expected[caller] = refusedBy(rule, caller) ?? rule.answers;
      seen[caller] = (await ask(world.people[caller], name, rule)).status;
    }
    expect(seen).toEqual(expected);
  });

  it("lets nothing that it sends run in a browser", async () => {
    const { headers } = await ask(world.people.owner, name, rule);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type") ?? "").not.toMatch(/html|svg|xml|javascript/);
  });
});

describe.each(Object.entries(routeRules).filter(([name]) => !/^(?:GET|HEAD)|api\/v1/.test(name)))(
  "%s",
  (name, rule) => {
    it("is refused to a page of another site, whoever is signed in", async () => {
      const headers = { ...rule.headers, ...foreign };
      expect((await ask(world.people.captain, name, { ...rule, headers })).status).toBe(403);
    });
  },
);

describe.each(Object.entries(authRules))("/api/auth: %s", (name, { body, nobody }) => {
  const [method = "", path = ""] = name.split(" ");
  const send = (headers: Record<string, string>) =>
    new Person(world.portal.url).fetch(`/api/auth/${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(method === "POST" && { body: JSON.stringify(body) }),
    });

  it("gives nobody a session for nothing, and answers no page of another site", async () => {
    const answer = await send({});
    expect(answer.status).toBe(nobody);
    expect(answer.headers.getSetCookie().filter((cookie) => /session_token=[^;]/.test(cookie))).toEqual([]);
    if (method === "POST") expect((await send(foreign)).status).toBe(403);
  });
});

describe("an API token", () => {
  it.each([
    ["that may read", "read", false, 200, 403],
    ["that may submit", "submit", false, 200, 200],
    ["that was revoked", "submit", true, 403, 403],
  ] as const)("%s", async (_, scope, revoked, list, start) => {
    const made = await world.people.captain.api.tokens.create.mutate({ name: "t", scope, course: null, days: 7 });
    if (!made.ok) throw new Error(made.message);
    const { database } = world.portal.home;
    const userId = selectOptionalPersonByEmail(database, "captain@example.org")?.id ?? "";
    if (revoked) updateApiTokenRevoked(database, { tokenId: made.id, userId, now: new Date() });
    const headers = { authorization: `Bearer ${made.secret}`, "content-type": "application/json" };
    const at = `${world.portal.url}/api/v1`;
    const begin = { competitionName: "pocket", fileName: "p.csv", contentLength: 9 };
    const method = `${at}/competitions.CompetitionApiService/StartSubmissionUpload`;
    expect((await fetch(`${at}/competitions/list`, { headers })).status).toBe(list);
    expect((await fetch(method, { method: "POST", headers, body: JSON.stringify(begin) })).status).toBe(start);
  });
});

describe("a file that is a page", () => {
  it.each(["evil.html", "evil.svg", "evil.xml", "evil.js", "evil.png.html"])(
    "is only ever saved to disk, wherever it lies: %s",
    async (name) => {
      const folder = join(world.portal.home.home, "courses", "pocket", "public");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
      const { status, headers } = await world.people.captain.fetch(`/api/files/pocket/data/${name}`);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    },
  );

  it("is no entry and no report, whatever it is called", async () => {
    const page = "<!doctype html><script>alert(1)</script>";
    const { captain } = world.people;
    expect((await captain.upload({ name: "predictions.csv" }, page)).status).toBe(422);
    expect((await captain.upload({ kind: "report", name: "report.pdf" }, page)).status).toBe(422);
  });

  it.each(["../result.py", "..\\result.py", "/etc/result.py", "a/../../result.py", "result.py\0.txt", "."])(
    "has a name that is never a path: %j",
    async (name) => {
      const answer = await world.people.captain.upload({ kind: "model", name }, "weights");
      expect(answer.status).toBe(422);
    },
  );
});

describe("whoever uploads without end", () => {
  it("is held back, whatever comes, while another team is not", async () => {
    const statuses: number[] = [];
    for (let k = 0; k < 61; k++) statuses.push((await world.people.rival.upload({}, `no predictions ${k}`)).status);
    expect(statuses.at(0)).toBe(422);
    expect(statuses.at(-1)).toBe(429);
    expect((await world.people.captain.upload({}, "no predictions")).status).toBe(422);
  });
});

function refusedBy({ who }: RouteRule, caller: Caller): number | null {
  if (who === "captain") return caller === "captain" ? null : 404;
  return who === "token" ? 403 : refusalOf(who, caller);
}

function ask(person: Person, name: string, { address, headers = {}, body }: RouteRule): Promise<Response> {
  const [method = "GET"] = name.split(" ");
  return person.fetch(address(world.things), { method, headers, ...(body !== undefined && { body }) });
}
