import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openBlobStore } from "@gradmark/course";
import { selectEntriesOfTeam, selectLedger, selectTeams, updateCourseState } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeCourseHome, predictions } from "./course-home.ts";
import { enrol, type Person, Person as Visitor } from "./person.ts";
import { Pieces } from "./pieces.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

vi.setConfig({ testTimeout: 120_000 });

let portal: TestPortal;
let ada: Person;
let eve: Person;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  eve = await enrol(portal.url, "Eve", "Team E");
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const partial = () => {
  try {
    return readdirSync(join(portal.home.home, "partial"));
  } catch {
    return [];
  }
};

describe("a file that comes in pieces", () => {
  it("goes on where a broken connection left it, and ends with the right hash", async () => {
    const file = randomBytes(900_000);
    const pieces = new Pieces(ada);
    const { headers } = await pieces.begin(file.length);
    const path = headers.location ?? "";
    await pieces.breakOff(path, 0, file, 400_000);
    const offset = await pieces.offset(path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(400_000);
    const early = await pieces.finish(path, { name: "weights.bin" });
    expect([early.status, (await early.json()).problems[0].code]).toEqual([400, "file-incomplete"]);
    expect((await pieces.send(path, offset, file.subarray(offset))).status).toBe(204);
    const taken = await pieces.finish(path, { name: "weights.bin" }, { "x-gradmark-sha256": sha256(file) });
    expect(taken.status).toBe(201);
    expect((await taken.json()).upload).toMatchObject({ sha256: sha256(file), bytes: file.length });
    expect(partial()).toEqual([]);
  });

  it("becomes one entry with one try, however often it is asked for", async () => {
    const csv = Buffer.from(predictions(portal.home.ids, (k) => k % 7));
    const pieces = new Pieces(ada);
    const { headers } = await pieces.begin(csv.length, { kind: "entry" });
    const path = headers.location ?? "";
    await pieces.send(path, 0, csv);
    const query = { kind: "entry", name: "predictions.csv" };
    const [first, second] = await Promise.all([pieces.finish(path, query), pieces.finish(path, query)]);
    const [one, two] = [await first.json(), await second.json()];
    const third = await (await pieces.finish(path, query)).json();
    const ids = [one, two, third].flatMap((body) => body.entry?.id ?? body.entryId);
    expect(new Set(ids).size).toBe(1);
    const { database, course } = portal.home;
    const team = selectTeams(database, course.id).find(({ name }) => name === "Team A");
    expect(selectEntriesOfTeam(database, team?.id ?? "")).toHaveLength(1);
    const used = selectLedger(database, { courseId: course.id }).filter(({ kind }) => kind === "try-used");
    expect(used).toHaveLength(1);
  });

  it("is nobody else's: not to see, not to write, not to take, not to stop", async () => {
    const pieces = new Pieces(ada);
    const path = (await pieces.begin(1000)).headers.location ?? "";
    expect(path).toMatch(/^\/api\/upload\/pieces\/[A-Za-z0-9_-]{43}$/);
    const strangers = [new Pieces(eve), new Pieces(new Visitor(portal.url))];
    for (const stranger of strangers) {
      expect((await stranger.head(path)).status).toBe(404);
      expect((await stranger.send(path, 0, randomBytes(10))).status).toBe(404);
      expect((await stranger.stop(path)).status).toBe(404);
    }
    expect((await new Pieces(eve).finish(path, { name: "w" })).status).toBe(404);
    expect(await pieces.offset(path)).toBe(0);
    expect((await pieces.stop(path)).status).toBe(204);
    expect((await pieces.head(path)).status).toBe(404);
  });

  it("takes no more bytes than were announced, none at a wrong place, and none of another kind", async () => {
    const pieces = new Pieces(ada);
    const path = (await pieces.begin(1000)).headers.location ?? "";
    expect((await pieces.send(path, 0, randomBytes(1001))).status).toBe(413);
    expect((await pieces.send(path, 500, randomBytes(10))).status).toBe(409);
    expect((await pieces.send(path, 0, randomBytes(1000))).status).toBe(204);
    expect((await pieces.finish(path, { kind: "script", name: "result.py" })).status).toBe(404);
    await pieces.stop(path);
  });

  it("must be the file that its sender means", async () => {
    const pieces = new Pieces(ada);
    const path = (await pieces.begin(100)).headers.location ?? "";
    await pieces.send(path, 0, randomBytes(100));
    const other = await pieces.finish(path, { name: "w" }, { "x-gradmark-sha256": "0".repeat(64) });
    expect([other.status, (await other.json()).message]).toEqual([400, expect.stringContaining("changed on its way")]);
    expect((await pieces.head(path)).status).toBe(404);
  });

  it.each([
    ["a length that is none", -1, {}, 400],
    ["nothing", 0, {}, 400],
    ["more than the kit allows", 2 ** 21, {}, 413],
    ["a kind that does not exist", 10, { kind: "solution" }, 400],
    ["another course", 10, { course: "nowhere" }, 404],
  ])("is refused before its first byte: %s", async (_, bytes, query, status) => {
    const answer = await new Pieces(ada).begin(bytes, query);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, message: expect.any(String) });
  });

  it("is refused from another site, without a team, and when the course is closed", async () => {
    const foreign = await new Pieces(ada).begin(10, {}, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    const lonely = await enrol(portal.url, "Lonely");
    expect((await new Pieces(lonely).begin(10)).status).toBe(403);
    const { database, course } = portal.home;
    const change = { courseId: course.id, why: "test", actor: "system", now: new Date() };
    updateCourseState(database, { ...change, state: "closed" });
    try {
      const closed = await new Pieces(ada).begin(10);
      expect([closed.status, JSON.parse(closed.body).refusal]).toEqual([409, "closed"]);
    } finally {
      updateCourseState(database, { ...change, state: "open" });
    }
  });

  it("loses what was begun first when its sender begins more than four, and everything after a day", async () => {
    const pieces = new Pieces(eve);
    const paths: string[] = [];
    for (let n = 0; n < 5; n++) paths.push((await pieces.begin(10)).headers.location ?? "");
    expect(await Promise.all(paths.map(async (path) => (await pieces.head(path)).status))).toEqual([
      404, 200, 200, 200, 200,
    ]);
    portal.home.database.client.exec("update resumable_upload set expires_at = 1");
    expect((await pieces.head(paths[1] ?? "")).status).toBe(404);
    const last = (await pieces.begin(10)).headers.location ?? "";
    expect(partial()).toEqual([last.split("/").at(-1)]);
    expect(statSync(join(portal.home.home, "partial", partial()[0] ?? "")).mode & 0o077).toBe(0);
  });
});

describe("a portal that is killed in the middle of an upload", () => {
  it("goes on with it after its start, and the file has the right hash", async () => {
    using home = await makeCourseHome();
    const file = randomBytes(1_000_000);
    const first = await spawnPortal(home.home, 0);
    const person = await enrol(first.url, "Grace", "Team G");
    const pieces = new Pieces(person);
    const path = (await pieces.begin(file.length)).headers.location ?? "";
    const broken = pieces.breakOff(path, 0, file, 600_000);
    await new Promise((done) => setTimeout(done, 150));
    first.child.kill("SIGKILL");
    await broken;
    const second = await spawnPortal(home.home, Number(new URL(first.url).port));
    try {
      const offset = await pieces.offset(path);
      expect(offset).toBeGreaterThan(0);
      expect((await pieces.send(path, offset, file.subarray(offset))).status).toBe(204);
      const taken = await pieces.finish(path, { name: "weights.bin" });
      expect((await taken.json()).upload).toMatchObject({ sha256: sha256(file) });
      const stored = await openBlobStore(join(home.home, "blobs")).read(sha256(file));
      expect(stored.length).toBe(file.length);
    } finally {
      second.child.kill("SIGKILL");
    }
  });
});

const full = process.env.GRADMARK_FULL === "1";

describe.skipIf(!full)("500 MB", () => {
  it("come over three broken connections and end with the right hash", async () => {
    const { database } = portal.home;
    database.client.exec("update course set kit = json_set(kit, '$.handIn.model.maxBytes', 600000000)");
    const file = randomBytes(500_000_000);
    const pieces = new Pieces(ada);
    const path = (await pieces.begin(file.length)).headers.location ?? "";
    for (const until of [120_000_000, 100_000_000, 90_000_000]) {
      const offset = await pieces.offset(path);
      await pieces.breakOff(path, offset, file.subarray(offset), until);
    }
    const offset = await pieces.offset(path);
    expect(offset).toBeGreaterThan(100_000_000);
    expect((await pieces.send(path, offset, file.subarray(offset))).status).toBe(204);
    const taken = await pieces.finish(path, { name: "large.bin" }, { "x-gradmark-sha256": sha256(file) });
    expect((await taken.json()).upload).toMatchObject({ bytes: file.length, sha256: sha256(file) });
  }, 600_000);
});

async function spawnPortal(home: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const program = join(import.meta.dirname, "fixtures", "starts-portal.ts");
  const env = { ...process.env, GRADMARK_URL: undefined, GRADMARK_HOME: undefined };
  const child = spawn(process.execPath, [program, home, String(port)], { stdio: ["ignore", "pipe", "inherit"], env });
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const address = /http:\S+/.exec(chunk.toString())?.[0];
      if (address) done(address);
    });
    child.once("exit", (code) => fail(new Error(`the portal ended with ${code}`)));
  });
  return { child, url };
}
