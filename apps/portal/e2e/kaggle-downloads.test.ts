import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { predictions } from "./course-home.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let ada: Person;
let secret = "";
/** What the portal wrote on its log while these tests ran. */
const logged: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  const made = await ada.api.tokens.create.mutate({ name: "laptop", scope: "submit", course: null, days: 7 });
  if (made.ok) secret = made.secret;
  for (const method of ["error", "log", "warn", "info"] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void logged.push(words.map(String).join(" ")));
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

async function rpc(method: string, body: object = {}): Promise<Response> {
  return fetch(`${portal.url}/api/v1/competitions.CompetitionApiService/${method}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
    body: JSON.stringify({ competitionName: "pocket", ...body }),
  });
}

const locate = async (method: string, body?: object) => (await rpc(method, body)).headers.get("location") ?? "";

/** A request with whatever target, as a client that takes us for its proxy sends it. */
async function raw(target: string, { host = "localhost", method = "POST", body = "{}" } = {}) {
  const { hostname, port } = new URL(portal.url);
  const headers = {
    host,
    authorization: `Bearer ${secret}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  const sent = request({ hostname, port, path: target, method, headers });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, text: await text(answer) };
}

describe("a download", () => {
  it("says how large and how old it is, ends in the file's name, and can be resumed", async () => {
    const url = await locate("DownloadDataFile", { fileName: "test.csv" });
    expect(new URL(url).pathname).toMatch(/\/test\.csv$/);
    const head = await fetch(url, { method: "HEAD" });
    const file = readFileSync(join(portal.home.home, "courses", "pocket", "public", "test.csv"));
    expect(Object.fromEntries(head.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(file.length),
      "last-modified": expect.stringMatching(/GMT$/),
      "accept-ranges": "bytes",
      "cache-control": "private, no-store, no-transform",
      "x-content-type-options": "nosniff",
    });
    const etag = head.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const rest = await fetch(url, { headers: { range: "bytes=10-", "if-range": etag } });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([
      206,
      `bytes 10-${file.length - 1}/${file.length}`,
    ]);
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(file.subarray(10));
    expect((await fetch(url, { headers: { range: "bytes=10-", "if-range": '"other"' } })).status).toBe(200);
    expect((await fetch(url, { headers: { range: "bytes=99999-" } })).status).toBe(416);
  });

  it("of all files is one archive that stays the same until the files change", async () => {
    const url = await locate("DownloadDataFiles");
    const first = await fetch(url);
    const bytes = new Uint8Array(await first.arrayBuffer());
    expect(Number(first.headers.get("content-length"))).toBe(bytes.length);
    expect(Object.keys(unzipSync(bytes)).sort()).toEqual(["sample_submission.csv", "test.csv"]);
    const again = await fetch(await locate("DownloadDataFiles"), { method: "HEAD" });
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(again.headers.get("last-modified")).toBe(first.headers.get("last-modified"));
    writeFileSync(join(portal.home.home, "courses", "pocket", "public", "train.csv"), "Id\n1\n");
    const changed = await fetch(url);
    expect(Object.keys(unzipSync(new Uint8Array(await changed.arrayBuffer())))).toContain("train.csv");
  });

  it("of an own entry gives back its bytes", async () => {
    const csv = predictions(portal.home.ids);
    await ada.upload({}, csv);
    const { submissions } = await (await rpc("ListSubmissions")).json();
    const url = await locate("DownloadSubmission", { submissionId: submissions[0].ref });
    expect(await (await fetch(url)).text()).toBe(csv);
  });

  it("opens nothing else: no other path, no other token, no later time", async () => {
    const url = await locate("DownloadDataFile", { fileName: "test.csv" });
    const change = (from: string | RegExp, to: string) => fetch(url.replace(from, to));
    const attempts = [
      change("test.csv", "sample_submission.csv"),
      change("data/test.csv", "data/..%2f..%2fprivate%2fsolution.csv"),
      change("/pocket/", "/other/"),
      change(/until=\d/, "until=9"),
      change(/signature=.*/, ""),
      change(/token=[^&]*/, "token=x"),
      fetch(url, { method: "POST" }),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect([403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/Private|Usage|Label/);
    }
    expect((await rpc("DownloadDataFile", { fileName: "../private/solution.csv" })).status).toBe(404);
  });

  it("dies with its token", async () => {
    const made = await ada.api.tokens.create.mutate({ name: "lost", scope: "read", course: null, days: 7 });
    const answer = await fetch(`${portal.url}/api/v1/competitions/data/download/pocket/test.csv`, {
      redirect: "manual",
      headers: { authorization: `Basic ${btoa(`ada@example.org:${made.ok ? made.secret : ""}`)}` },
    });
    const url = answer.headers.get("location") ?? "";
    expect((await fetch(url)).status).toBe(200);
    await ada.api.tokens.revoke.mutate({ token: made.ok ? made.id : "" });
    expect((await fetch(url)).status).toBe(403);
  });
});

describe("a client that takes the portal for its proxy", () => {
  const method = "/api/v1/competitions.CompetitionApiService/ListCompetitions";

  it("gets the same answer as one that does not", async () => {
    expect(await raw(`http://localhost${method}`)).toEqual(await raw(method));
    expect((await raw(`http://localhost${method}`)).status).toBe(200);
  });

  it.each([
    `http://example.com${method}`,
    `http://169.254.169.254/latest/meta-data`,
    "http://localhost/c/pocket",
    "http://localhost/api/trpc/course.list",
    "http://localhost.evil.example/api/v1/x",
    "ftp://localhost/api/v1/x",
    "http://user@example.com/api/v1/x",
  ])("is led nowhere: %s", async (target) => {
    const { status, text } = await raw(target);
    expect([status, JSON.parse(text).message]).toEqual([421, expect.stringContaining("no proxy")]);
  });
});

describe("an upload by its address", () => {
  it("arrives whole, at a size that a proxy in front of the handler would cut", async () => {
    const size = 19_999;
    const { createUrl } = await (await rpc("StartSubmissionUpload", { fileName: "p.csv", contentLength: size })).json();
    expect((await fetch(createUrl, { method: "PUT", body: "x".repeat(size) })).status).toBe(200);
    const received = portal.home.database.client.prepare("select received from upload_ticket").pluck().get();
    expect(JSON.parse(String(received)).bytes).toBe(size);
  });
});

describe("the log", () => {
  it("names neither tokens nor addresses that open something, also when our side fails", async () => {
    const signed = await locate("DownloadDataFiles");
    const { createUrl } = await (await rpc("StartSubmissionUpload", { fileName: "p.csv", contentLength: 9 })).json();
    const folder = join(portal.home.home, "courses", "pocket", "public");
    rmSync(folder, { recursive: true });
    rmSync(join(portal.home.home, "courses", "pocket", "archive"), { recursive: true, force: true });
    writeFileSync(join(portal.home.home, "courses", "pocket", "archive"), "in the way");
    mkdirSync(folder);
    expect((await fetch(signed)).status).toBe(500);
    rmSync(join(portal.home.home, "blobs"), { recursive: true });
    writeFileSync(join(portal.home.home, "blobs"), "in the way");
    const failed = await fetch(createUrl, { method: "PUT", body: "Id,Label\n" });
    expect([failed.status, (await failed.json()).message]).toEqual([500, expect.stringContaining("our fault")]);
    expect(logged.length).toBeGreaterThan(0);
    const hidden = [secret, createUrl.split("/").at(-1), new URL(signed).searchParams.get("signature")];
    for (const text of hidden) expect(logged.join("\n")).not.toContain(text);
  });
});
