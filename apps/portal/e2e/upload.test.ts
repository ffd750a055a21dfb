import { request as httpRequest } from "node:http";
import {
  countJobs,
  selectEntriesOfTeam,
  selectLedger,
  selectTeams,
  updateCourseDeadline,
  updateCourseState,
} from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { predictions, scoreNext } from "./course-home.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

// A browser or a build beside it makes a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let portal: TestPortal;
let people = 0;

beforeAll(async () => {
  portal = await startTestPortal();
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

/** A new team with three unused tries. */
async function newTeam(): Promise<{ person: Person; name: string }> {
  const name = `Team ${++people}`;
  return { person: await enrol(portal.url, `Person${people}`, name), name };
}

/** What the database knows of a team. */
function known(name: string) {
  const { database, course } = portal.home;
  const team = selectTeams(database, course.id).find((one) => one.name === name);
  if (!team) throw new Error(`no team ${name}`);
  const tries = selectLedger(database, { courseId: course.id, teamId: team.id }).filter(
    ({ kind }) => kind === "try-used",
  );
  return { entries: selectEntriesOfTeam(database, team.id), tries: tries.length };
}

describe("uploading", () => {
  it("stores the file, takes a try and makes a job, all at once", async () => {
    const { person, name } = await newTeam();
    const waiting = countJobs(portal.home.database).waiting;
    const answer = await person.upload(
      { name: "mine.csv", description: "first" },
      predictions(portal.home.ids, (k) => k % 10),
    );
    expect(answer.status).toBe(201);
    const body = await answer.json();
    expect(body).toMatchObject({
      ok: true,
      entry: { rows: 40, state: "waiting", fileName: "mine.csv" },
      tries: { used: 1, left: 2 },
    });
    expect(body.entry.labels).toContainEqual({ label: "7", rows: 4 });
    expect(known(name)).toMatchObject({ tries: 1, entries: [{ sha256: body.entry.sha256, description: "first" }] });
    expect(countJobs(portal.home.database).waiting).toBe(waiting + 1);
  });

  it.each([
    ["a wrong header", "ID,Digit\nt1,0\n", "wrong-header"],
    ["an id that is missing", predictions(Array.from({ length: 39 }, (_, k) => `t${k + 1}`)), "missing-id"],
    ["an unknown id", predictions([...Array.from({ length: 40 }, (_, k) => `t${k + 1}`), "x"]), "unknown-id"],
    ["text for a number", predictions(["t1"], () => "seven"), "not-a-number"],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x49, 0x00]), "utf-16"],
    ["a NUL byte", new Uint8Array([0x49, 0x64, 0x00]), "nul-byte"],
    ["nothing", "", "file-empty"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), "not-utf8"],
  ])("refuses %s by row and uses no try", async (_, body, code) => {
    const { person, name } = await newTeam();
    const answer = await person.upload({}, body);
    expect(answer.status).toBe(422);
    const { problems } = await answer.json();
    expect(problems.map((problem: { code: string }) => problem.code)).toContain(code);
    expect(known(name)).toEqual({ entries: [], tries: 0 });
  });

  it("refuses a file that is too large, whatever it says of itself", async () => {
    const { person, name } = await newTeam();
    const large = new Uint8Array(30_000).fill(0x61);
    expect((await person.upload({}, large)).status).toBe(413);
    const endless = new ReadableStream({ pull: (sink) => sink.enqueue(new Uint8Array(8192).fill(0x61)) });
    const init = { method: "POST", body: endless, duplex: "half" };
    const answer = await person.fetch("/api/upload?course=pocket&kind=entry", init as RequestInit).catch(() => null);
    if (answer) expect(answer.status).toBe(413);
    expect(known(name)).toEqual({ entries: [], tries: 0 });
  });

  it("refuses bytes that are not those that were sent", async () => {
    const { person, name } = await newTeam();
    const answer = await person.upload({}, predictions(portal.home.ids), { "x-gradmark-sha256": "0".repeat(64) });
    expect(answer.status).toBe(400);
    expect((await answer.json()).problems[0].code).toBe("file-incomplete");
    expect(known(name)).toEqual({ entries: [], tries: 0 });
  });

  it("takes nothing from a connection that breaks", async () => {
    const { person, name } = await newTeam();
    await breakOff(person, predictions(portal.home.ids));
    await new Promise((done) => setTimeout(done, 300));
    expect(known(name)).toEqual({ entries: [], tries: 0 });
  });

  it("says when the same file comes again, and takes it when it is meant", async () => {
    const { person, name } = await newTeam();
    const file = predictions(portal.home.ids, () => 4);
    await person.upload({}, file);
    const again = await person.upload({}, file);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ refusal: "same-file" });
    expect((await person.upload({ again: "yes" }, file)).status).toBe(201);
    expect(known(name).tries).toBe(2);
  });

  it("never uses more tries than there are, however many uploads come at once", async () => {
    const { person, name } = await newTeam();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        person.upload(
          {},
          predictions(portal.home.ids, (k) => (k + n) % 10),
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    expect(known(name)).toMatchObject({ tries: 3, entries: { length: 3 } });
    const late = await person.upload(
      {},
      predictions(portal.home.ids, () => 9),
    );
    expect((await late.json()).message).toMatch(
      /^Not yet\. Your 3 tries of today are used\. The next try is free .* in \d+ (?:h|min|s)/,
    );
  });

  it("refuses a team that is not there, and a kind that does not exist", async () => {
    const person = await enrol(portal.url, "Lonely");
    expect((await person.upload({}, "x")).status).toBe(403);
    const { person: other } = await newTeam();
    expect((await other.upload({ kind: "solution" }, "x")).status).toBe(400);
    expect((await other.upload({ kind: "__proto__" }, "x")).status).toBe(400);
  });

  it("refuses everything after the deadline by the server's clock, and when the course is closed", async () => {
    const { person, name } = await newTeam();
    const { database, course } = portal.home;
    const change = { courseId: course.id, why: "test", actor: "system", now: new Date() };
    try {
      updateCourseDeadline(database, { ...change, deadline: new Date(Date.now() - 1000) });
      const late = await person.upload({}, predictions(portal.home.ids));
      expect(late.status).toBe(409);
      expect(await late.json()).toMatchObject({
        refusal: "closed",
        message: expect.stringMatching(/^The deadline was .* ago/),
      });
      updateCourseDeadline(database, { ...change, deadline: course.deadline });
      updateCourseState(database, { ...change, state: "closed" });
      expect((await person.upload({}, predictions(portal.home.ids))).status).toBe(409);
    } finally {
      updateCourseDeadline(database, { ...change, deadline: course.deadline });
      updateCourseState(database, { ...change, state: "open" });
    }
    expect(known(name)).toEqual({ entries: [], tries: 0 });
  });
});

describe("taking an entry back", () => {
  it("gives the try back while it waits, and is for the team alone", async () => {
    const { person } = await newTeam();
    const { person: other } = await newTeam();
    const { entry } = await (
      await person.upload(
        {},
        predictions(portal.home.ids, () => 5),
      )
    ).json();
    await expect(other.api.entries.cancel.mutate({ course: "pocket", entry: entry.id })).rejects.toThrow(
      /no such entry/,
    );
    expect(await person.api.entries.cancel.mutate({ course: "pocket", entry: entry.id })).toEqual({
      ok: true,
      state: "cancelled",
    });
    expect((await person.api.submit.show.query({ course: "pocket" })).tries).toMatchObject({ used: 0, left: 3 });
  });
});

describe("the final entry", () => {
  it("is the best until the team chooses, and can be taken back", async () => {
    const { person } = await newTeam();
    const { database } = portal.home;
    while (countJobs(database).waiting > 0) scoreNext(portal.home, { publicScore: 0.1, privateScore: 0.1 });
    const upload = async (label: number) =>
      (
        await (
          await person.upload(
            {},
            predictions(portal.home.ids, () => label),
          )
        ).json()
      ).entry.id;
    const worse = await upload(1);
    scoreNext(portal.home, { publicScore: 0.5, privateScore: 0.5 });
    const better = await upload(2);
    scoreNext(portal.home, { publicScore: 0.8, privateScore: 0.4 });
    const final = async () =>
      (await person.api.entries.list.query({ course: "pocket" })).entries
        .filter((entry) => entry.final)
        .map(({ id }) => id);
    expect(await final()).toEqual([better]);
    await person.api.entries.chooseFinal.mutate({ course: "pocket", entries: [worse] });
    expect(await final()).toEqual([worse]);
    expect(await person.api.entries.chooseFinal.mutate({ course: "pocket", entries: [worse, better] })).toMatchObject({
      refusal: "too-many",
    });
    await person.api.entries.chooseFinal.mutate({ course: "pocket", entries: [] });
    expect(await final()).toEqual([better]);
  });
});

/** Announces the whole file, sends half of it and hangs up. */
async function breakOff(person: Person, file: string): Promise<void> {
  const cookie = person.cookieHeader();
  await new Promise<void>((done) => {
    const request = httpRequest(`${portal.url}/api/upload?course=pocket&kind=entry`, {
      method: "POST",
      headers: { cookie, "content-length": file.length },
    });
    request.on("error", () => done());
    request.on("close", () => done());
    request.write(file.slice(0, file.length / 2), () => setTimeout(() => request.destroy(), 100));
  });
}
