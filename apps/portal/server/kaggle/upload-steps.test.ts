import {
  countEntriesOfTeam,
  selectOptionalTeamByName,
  updateApiTokenRevoked,
  updateCourseDeadline,
} from "@gradmark/db";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ApiHouse, openApiHouse } from "#e2e/api-house.ts";
import { predictions } from "#e2e/course-home.ts";

let house: ApiHouse;
let csv = "";
beforeEach(async () => {
  house = await openApiHouse();
  csv = predictions(house.home.ids);
});
afterEach(() => house[Symbol.dispose]());

async function start(contentLength = csv.length, secret = house.secrets.ada) {
  const input = { competitionName: "pocket", fileName: "predictions.csv", contentLength };
  const answer = await house.rpc(secret, "StartSubmissionUpload", input);
  return { status: answer.status, ...(await answer.json()) } as {
    status: number;
    token: string;
    createUrl: string;
    message?: string;
  };
}

async function create(blobFileTokens: string, more: object = {}, secret = house.secrets.ada) {
  const input = { competitionName: "pocket", blobFileTokens, submissionDescription: "first", ...more };
  const answer = await house.rpc(secret, "CreateSubmission", input);
  return { status: answer.status, ...(await answer.json()) } as { status: number; ref?: number; message: string };
}

const put = async (url: string, body: BodyInit = csv) => (await house.put(url, body)).status;

function entries(): number {
  const team = selectOptionalTeamByName(house.database, { courseId: house.home.course.id, name: "Team A" });
  return countEntriesOfTeam(house.database, team?.id ?? "");
}

describe("an upload in three steps", () => {
  it("makes one entry with one try, however often its end is repeated", async () => {
    const { token, createUrl } = await start();
    expect(createUrl).toBe(`http://localhost/api/v1/uploads/${token}`);
    expect(await put(createUrl)).toBe(200);
    const first = await create(token);
    expect(first).toMatchObject({ status: 200, message: "Successfully submitted to Deep Learning (pocket)" });
    expect(await create(token)).toEqual(first);
    expect(entries()).toBe(1);
    const limits = await (
      await house.rpc(house.secrets.ann, "GetSubmissionLimits", { competitionName: "pocket" })
    ).json();
    expect(limits).toEqual({ numToday: 1, numTotal: 1, numAllowedNow: 2, limitedByTotal: false });
  });

  it("makes one entry also when its end is asked for many times at once", async () => {
    const { token, createUrl } = await start();
    await put(createUrl);
    await Promise.all([1, 2, 3, 4, 5].map(() => create(token)));
    expect(entries()).toBe(1);
  });

  it("takes the bytes that came last", async () => {
    const { token, createUrl } = await start();
    await put(createUrl, "x".repeat(csv.length));
    await put(createUrl);
    expect((await create(token)).status).toBe(200);
  });

  it("names the origin that the client used, and no other that somebody made up", async () => {
    const input = { competitionName: "pocket", fileName: "p.csv", contentLength: 9 };
    const ask = async (host: string) =>
      new URL((await (await house.rpc(house.secrets.ada, "StartSubmissionUpload", input, { host })).json()).createUrl)
        .origin;
    expect(await ask("localhost")).toBe("http://localhost");
    expect(await ask("localhost:3000")).toBe("http://localhost:3000");
    expect(await ask("grader.example.edu")).toBe("https://grader.example.edu");
    expect(await ask("evil.example")).toBe("https://grader.example.edu");
  });
});

describe("the address of an upload", () => {
  it("opens only as it was given, and not once it has made its entry", async () => {
    const { token, createUrl } = await start();
    expect(await put(`${createUrl}x`)).toBe(403);
    expect(await put("http://localhost/api/v1/uploads/")).toBe(403);
    await put(createUrl);
    await create(token);
    expect(await put(createUrl)).toBe(403);
  });

  it("opens no longer when it is old, or its token was revoked", async () => {
    const { createUrl } = await start();
    house.database.client.exec("update upload_ticket set expires_at = 1");
    expect(await put(createUrl)).toBe(403);
    const { id, secret } = house.token("ada");
    const again = await start(csv.length, secret);
    const { user_id } = house.database.client.prepare("select user_id from api_token where id = ?").get(id) as {
      user_id: string;
    };
    updateApiTokenRevoked(house.database, { tokenId: id, userId: user_id, now: new Date() });
    expect(await put(again.createUrl)).toBe(403);
  });

  it("is kept as a hash only, like the tokens", async () => {
    const { token } = await start();
    const tables = ["upload_ticket", "api_token"].map((table) =>
      house.database.client.prepare(`select * from ${table}`).all(),
    );
    expect(JSON.stringify(tables)).not.toContain(token);
    expect(JSON.stringify(tables)).not.toContain(house.secrets.ada);
  });

  it("cannot be used by another person or for another course", async () => {
    const { token, createUrl } = await start();
    await put(createUrl);
    expect(await create(token, {}, house.secrets.eve)).toMatchObject({
      status: 400,
      message: expect.stringContaining("not known"),
    });
    expect(entries()).toBe(0);
  });
});

describe("a refusal costs no try and says why", () => {
  const cases: [string, () => Promise<{ status: number; message?: string }>, number, RegExp][] = [
    ["an empty file", () => start(0), 400, /file is empty/],
    ["a file that is too large, before it is sent", () => start(20_001), 413, /20\.0 kB are allowed/],
    ["nothing that arrived", async () => create((await start()).token), 400, /0 of \d+ bytes arrived/],
    [
      "fewer bytes than announced",
      async () => {
        const { token, createUrl } = await start(csv.length + 5);
        await put(createUrl);
        return create(token);
      },
      400,
      /of \d+ bytes arrived/,
    ],
    [
      "a file with mistakes, by row",
      async () => {
        const bad = csv.replace("t3,0", "t3,eleven");
        const { token, createUrl } = await start(bad.length);
        await put(createUrl, bad);
        return create(token);
      },
      400,
      /row 4: Label is "eleven"/,
    ],
    [
      "a long message",
      async () => create((await start()).token, { submissionDescription: "m".repeat(501) }),
      400,
      /501 characters; 500 are allowed/,
    ],
    ["a sandbox submission", async () => create((await start()).token, { sandbox: true }), 400, /Leave --sandbox out/],
    ["a ticket that nobody was given", () => create("up_made-up"), 400, /not known/],
  ];
  it.each(cases)("%s", async (_, act, status, message) => {
    expect(await act()).toMatchObject({ status, message: expect.stringMatching(message) });
    expect(entries()).toBe(0);
  });

  it("the same file once more, and the fourth of three tries", async () => {
    const upload = async (text: string) => {
      const { token, createUrl, message, status } = await start(text.length);
      if (status !== 200) return { status, message };
      await put(createUrl, text);
      return create(token);
    };
    await upload(csv);
    expect(await upload(csv)).toMatchObject({ status: 403, message: expect.stringContaining("exactly this file") });
    for (const label of [1, 2]) await upload(predictions(house.home.ids, () => label));
    const fourth = await upload(predictions(house.home.ids, () => 3));
    expect(fourth).toMatchObject({
      status: 403,
      message: expect.stringMatching(/3 tries of today are used.*next try is free/),
    });
    expect(entries()).toBe(3);
  });

  it("an upload that began in time and ends after the deadline", async () => {
    const { token, createUrl } = await start();
    await put(createUrl);
    const now = new Date();
    const courseId = house.home.course.id;
    updateCourseDeadline(house.database, { courseId, deadline: now, why: "test", actor: "system", now });
    expect(await create(token)).toMatchObject({ status: 403, message: expect.stringContaining("The deadline was") });
    expect(await start()).toMatchObject({ status: 403, message: expect.stringContaining("The deadline was") });
    expect(entries()).toBe(0);
  });

  it("reaches 1.7, which hides other answers, with status 200 and the code in the body", async () => {
    const headers = { "user-agent": "kaggle-api/v1.7.0" };
    const answer = await house.rpc(house.secrets.ada, "ListDataFiles", { competitionName: "nowhere" }, headers);
    expect([answer.status, (await answer.json()).code]).toEqual([200, 404]);
  });

  it("is not replaced by a sentence of the older client's own, as a 404 on submit would be", async () => {
    const answer = await house.rest(`ada@example.org:${house.secrets.ada}`, "POST", "nowhere/submissions/url/9/1", {
      fileName: "p.csv",
    });
    expect([answer.status, (await answer.json()).message]).toEqual([403, expect.stringContaining("no such course")]);
  });
});
