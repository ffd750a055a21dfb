import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addCourse, predictions, scoreNext } from "./course-home.ts";
import { enrol, Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let ada: Person;
let eve: Person;
let stranger: Person;
let entry = "";
/** Digits that occur in no id, time or hash by chance. */
const privateScore = 0.777_123_456_789;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  eve = await enrol(portal.url, "Eve", "Team E");
  stranger = new Person(portal.url);
  const answer = await ada.upload({}, predictions(portal.home.ids));
  expect(answer.status).toBe(201);
  entry = (await answer.json()).entry.id;
  scoreNext(portal.home, { publicScore: 0.9, privateScore });
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

/** A query by a bare request, with whatever input. */
function query(person: Person, procedure: string, input: unknown): Promise<Response> {
  return person.fetch(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`);
}

describe("another team", () => {
  it("cannot read the entries of a team, by any question", async () => {
    const direct = await query(eve, "entries.show", { course: "pocket", entry });
    expect(direct.status).toBe(404);
    const missing = await query(eve, "entries.show", { course: "pocket", entry: "no-such-entry" });
    const message = async (answer: Response) => (await answer.json()).error.json.message;
    expect(await message(direct)).toBe(await message(missing));
    const list = await eve.api.entries.list.query({ course: "pocket" });
    expect(list.entries).toEqual([]);
  });

  it("cannot open the page of an entry", async () => {
    expect((await ada.fetch(`/c/pocket/entries/${entry}`)).status).toBe(200);
    const page = await eve.fetch(`/c/pocket/entries/${entry}`);
    expect(await page.text()).not.toContain("Public score");
  });

  it("cannot choose another team's entry as final", async () => {
    const chosen = await eve.api.entries.chooseFinal.mutate({ course: "pocket", entries: [entry] });
    expect(chosen).toMatchObject({ ok: false, refusal: "not-yours" });
  });

  it("does not learn the invite code of a team", async () => {
    const { team } = await ada.api.team.show.query({ course: "pocket" });
    for (const procedure of ["team.show", "course.show", "course.list", "entries.list", "submit.show"]) {
      const answer = await query(eve, procedure, { course: "pocket" });
      expect(await answer.text()).not.toContain(team?.inviteCode);
    }
  });
});

describe("secrets", () => {
  it("no procedure and no page tells a private score, the seed or a label before the reveal", async () => {
    const paths = [
      "/",
      ...["", "/entries", `/entries/${entry}`, "/submit", "/team", "/handout", "/board"].map(
        (page) => `/c/pocket${page}`,
      ),
    ];
    const procedures = [
      "course.list",
      "course.show",
      "entries.list",
      "submit.show",
      "submit.showFormat",
      "team.show",
      "handout.show",
    ];
    const answers = [
      ...(await Promise.all(paths.map((path) => ada.fetch(path)))),
      ...(await Promise.all(procedures.map((name) => query(ada, name, { course: "pocket" })))),
      await query(ada, "entries.show", { course: "pocket", entry }),
    ];
    for (const answer of answers) {
      expect(answer.status, answer.url).toBe(200);
      expect(await answer.text(), answer.url).not.toMatch(/777123|privateScore|secret-seed/);
    }
  });

  it.each([
    "private/solution.csv",
    "data/../private/solution.csv",
    "data/%2e%2e/private/solution.csv",
    "data/..%2fprivate%2fsolution.csv",
    "data/..%5cprivate%5csolution.csv",
    "data/%252e%252e/private/solution.csv",
    "starter/../../private/solution.csv",
    "kit/kit.yaml",
    "__proto__/x",
    "constructor/name",
    "data/%00",
    "data/",
    "",
  ])("no download leads out of the public folders: %s", async (path) => {
    const answer = await ada.fetch(`/api/files/pocket/${path}`);
    expect([400, 404, 308]).toContain(answer.status);
    expect(await answer.text()).not.toMatch(/Private|Usage/);
  });

  it("serves public files as attachments that nothing may run", async () => {
    const answer = await ada.fetch("/api/files/pocket/data/test.csv");
    expect(await answer.text()).toMatch(/^Id\nt1\n/);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("somebody who is not signed in, or not in the course", () => {
  it.each(["course.show", "entries.list", "submit.showFormat", "team.show", "handout.show"])(
    "is refused by %s",
    async (procedure) => {
      expect((await query(stranger, procedure, { course: "pocket" })).status).toBe(401);
      expect((await query(ada, procedure, { course: "elsewhere" })).status).toBe(404);
    },
  );

  it("can neither upload nor download", async () => {
    expect((await stranger.upload({}, "x")).status).toBe(401);
    expect((await stranger.fetch("/api/files/pocket/data/test.csv")).status).toBe(401);
    expect((await ada.upload({ course: "elsewhere" }, "x")).status).toBe(404);
  });

  it("is sent to sign in and back", async () => {
    const page = await stranger.fetch("/c/pocket/entries");
    expect(page.status).toBe(307);
    expect(page.headers.get("location")).toBe(`/sign-in?next=${encodeURIComponent("/c/pocket/entries")}`);
  });
});

describe("a page of another site", () => {
  it("cannot act for whoever is signed in", async () => {
    const foreign = { origin: "https://evil.example" };
    expect((await ada.post("/api/trpc/team.renewInvite", { json: { course: "pocket" } }, foreign)).status).toBe(403);
    expect((await ada.upload({}, "x", foreign)).status).toBe(403);
    expect((await ada.post("/api/auth/sign-out", {}, foreign)).status).toBe(403);
    expect((await ada.api.account.show.query()).person?.name).toBe("Ada");
  });

  it("cannot frame a page or run a script in it", async () => {
    const headers = (await ada.fetch("/c/pocket")).headers;
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain("unsafe");
  });

  it("cannot choose the nonce of a page", async () => {
    const page = await ada.fetch("/", {
      headers: { "x-nonce": "chosen", "content-security-policy": "script-src 'nonce-chosen'" },
    });
    expect(await page.text()).not.toContain('nonce="chosen"');
  });
});

describe("broken requests", () => {
  it.each([
    ["/api/trpc/course.show?input=%7B", 400],
    ["/api/trpc/no.such", 404],
    [`/api/trpc/course.show?input=${encodeURIComponent('{"json":{"course":{"a":1}}}')}`, 400],
    ["/api/nothing", 404],
  ])("get a sentence and no stack trace: %s", async (path, status) => {
    const answer = await ada.fetch(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toMatch(/node_modules|\.ts:\d|\bat .*\(/);
  });

  it("our own failure names no path and no stack, but a number for the staff", async () => {
    const broken = await addCourse(portal.home.home, portal.home.database, { slug: "broken" });
    rmSync(join(portal.home.home, "courses", "broken", "kit", "kit.yaml"));
    await ada.api.course.join.mutate({ course: broken.course.slug });
    const answers = [
      await query(ada, "handout.show", { course: "broken" }),
      await ada.upload({ course: "broken" }, "x"),
      await ada.fetch("/c/broken/handout"),
    ];
    const [handout, , page] = await Promise.all(answers.map((answer) => answer.text()));
    expect(handout).toMatch(/This is our fault.*this number: [0-9a-f]{8}/);
    for (const text of [handout, page])
      expect(text).not.toMatch(/kit\.yaml|node_modules|gradmark-portal-|courses\/broken\/kit/);
  });

  it("a request of a thousand calls is turned away", async () => {
    const names = Array(1000).fill("handout.show").join(",");
    expect((await ada.fetch(`/api/trpc/${names}?batch=1&input=%7B%7D`)).status).toBe(400);
  });

  it("a large or endless body is turned away", async () => {
    const large = await ada.post("/api/trpc/team.create", { json: { course: "pocket", name: "x".repeat(2_000_000) } });
    expect(large.status).toBe(413);
    const endless = new ReadableStream({ pull: (sink) => sink.enqueue(new Uint8Array(1024)) });
    const init: RequestInit & { duplex: "half" } = { method: "POST", body: endless, duplex: "half" };
    const unknown = await ada.fetch("/api/trpc/team.create", init).catch(() => null);
    if (unknown) expect(unknown.status).toBe(411);
  });

  it("a guesser of passwords is slowed down, the owner elsewhere is not", async () => {
    const guess = (password: string) =>
      stranger.post("/api/auth/sign-in/email", { email: "eve@example.org", password });
    for (let k = 0; k < 10; k++) expect((await guess(`wrong password ${k}`)).status).toBe(401);
    const held = await guess("correct horse battery");
    expect(held.status).toBe(429);
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(500);
    const other = await stranger.post("/api/auth/sign-in/email", {
      email: "ada@example.org",
      password: "correct horse battery",
    });
    expect(other.status).toBe(200);
  });

  it("does not take a role from a sign-up", async () => {
    const mallory = new Person(portal.url);
    const answer = await mallory.post("/api/auth/sign-up/email", {
      name: "Mallory",
      email: "mallory@example.org",
      password: "correct horse battery",
      role: "owner",
    });
    expect((await answer.json()).user.role).toBe("member");
  });
});
