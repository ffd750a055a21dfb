import { createHash } from "node:crypto";
import type { Database } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Person } from "#e2e/person.ts";
import { appRouter } from "../root.ts";
import { askProcedure, type Kind } from "./ask.ts";
import { callers, refusalOf } from "./callers.ts";
import { ownersOf, type ProcedureRule, procedureRules } from "./procedure-rules.ts";
import { openWorld, type World } from "./things.ts";

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 600_000);
afterAll(() => world[Symbol.asyncDispose]());

// Flat at run time, whatever its type says: one key a procedure, with dots.
const flat: object = appRouter._def.procedures;
const procedures = Object.entries(flat as Record<string, { _def: { type: Kind } }>).map(([path, { _def }]) => ({
  path,
  kind: _def.type,
}));
const rule = (path: string): ProcedureRule => {
  const found = procedureRules[path];
  if (!found) throw new Error(`${path} has no rule in server/access/procedure-rules.ts: say there who may call it.`);
  return found;
};

describe("the table of who may call what", () => {
  it("has a rule for every procedure, and none for what is gone", () => {
    expect(Object.keys(procedureRules).sort()).toEqual(procedures.map(({ path }) => path).sort());
  });
});

describe.each(procedures)("$path", (procedure) => {
  it("turns away everybody whom it is not for, each by the right status, and changes nothing", async () => {
    const { who } = rule(procedure.path);
    const before = digest(world.portal.home.database);
    const expected: Record<string, number> = {};
    const seen: Record<string, number> = {};
    for (const caller of callers) {
      const refusal = refusalOf(who, caller);
      if (refusal === null) continue;
      expected[caller] = refusal;
      seen[caller] = (await askProcedure(world.people[caller], procedure, inputOf(procedure.path))).status;
    }
    expect(seen).toEqual(expected);
    expect(digest(world.portal.home.database)).toBe(before);
  });

  it("answers those whom it is for", async () => {
    const { who, acts, whose } = rule(procedure.path);
    if (acts || whose) return expect(refusalOf(who, "nobody")).toBe(401);
    for (const caller of callers.filter((name) => refusalOf(who, name) === null)) {
      const { status } = await askProcedure(world.people[caller], procedure, { course: "pocket" });
      // 400: it wants to know more.
      expect([200, 400], `${caller}: ${status}`).toContain(status);
    }
  });

  it("takes no API token in place of a session", async () => {
    const secret = await world.people.captain.api.tokens.create
      .mutate({ name: "matrix", scope: "submit", course: null, days: 7 })
      .then((made) => (made.ok ? made.secret : ""));
    expect(secret).toMatch(/^gradmark_/);
    const bearer = { authorization: `Bearer ${secret}` };
    const { status } = await askProcedure(new Person(world.portal.url), procedure, { course: "pocket" }, bearer);
    expect(status).toBe(refusalOf(rule(procedure.path).who, "nobody") ?? 200);
    world.portal.home.database.client.prepare("delete from api_token where name = 'matrix'").run();
  });
});

describe.each(procedures.filter(({ path }) => procedureRules[path]?.whose))("what $path is about", (procedure) => {
  it("is out of reach of everybody else, also by way of another course, and stays as it is", async () => {
    const { who, nameless, whose = "captain" } = rule(procedure.path);
    const before = digest(world.portal.home.database);
    const others = callers.filter((name) => refusalOf(who, name) === null && !ownersOf(whose).includes(name));
    const tried = [
      ...others.map((name) => ({ name, course: "pocket" })),
      ...(["elsewhere", "dean"] as const).slice(nameless ? 2 : 0).map((name) => ({ name, course: "elsewhere" })),
    ];
    for (const { name, course } of tried) {
      const { status, refusal } = await askProcedure(world.people[name], procedure, {
        ...inputOf(procedure.path),
        course,
      });
      expect([403, 404, refusal === null ? 403 : 200], `${name} in ${course}: ${status}`).toContain(status);
    }
    expect(digest(world.portal.home.database)).toBe(before);
  });

  it("is there for those whose it is", async () => {
    const { who, whose = "captain" } = rule(procedure.path);
    if (procedure.kind !== "query") return expect(ownersOf(whose)).not.toEqual([]);
    for (const name of ownersOf(whose).filter((caller) => refusalOf(who, caller) === null))
      expect((await askProcedure(world.people[name], procedure, inputOf(procedure.path))).status, name).toBe(200);
  });
});

describe.each(procedures.filter(({ kind }) => kind === "mutation"))("$path", (procedure) => {
  it("is refused to a page of another site, whoever is signed in", async () => {
    const before = digest(world.portal.home.database);
    for (const caller of ["captain", "owner"] as const)
      for (const origin of ["https://evil.example", "null", `${world.portal.url}.evil.example`]) {
        const ask = askProcedure(world.people[caller], procedure, inputOf(procedure.path), { origin });
        expect((await ask).status).toBe(403);
      }
    const asked = `/api/trpc/${procedure.path}?input=${encodeURIComponent('{"json":{"course":"pocket"}}')}`;
    expect((await world.people.captain.fetch(asked)).status).toBe(405);
    expect(digest(world.portal.home.database)).toBe(before);
  });
});

function inputOf(path: string): object {
  return { course: "pocket", ...rule(path).about?.(world.things) };
}

/** Of all rows of all tables but those in which the portal itself writes meanwhile: sessions seen, mails sent. */
function digest({ client }: Database): string {
  const tables = client.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  const hash = createHash("sha256");
  for (const table of tables.map(String).filter((name) => !/^(?:session|notice_mail|sqlite_.*)$/.test(name)))
    hash.update(JSON.stringify([table, client.prepare(`select * from "${table}"`).all()]));
  return hash.digest("hex");
}
