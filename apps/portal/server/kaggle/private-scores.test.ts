import { selectCourse, updateCourseState } from "@gradmark/db";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, openApiHouse } from "#e2e/api-house.ts";
import { predictions, scoreNext } from "#e2e/course-home.ts";
import { openHouse } from "../house.ts";
import { optionalMemberOf } from "../trpc.ts";
import { zipLeaderboard } from "./board.ts";
import { rpcMethods } from "./rpc.ts";

let house: ApiHouse;
let ref = 0;

async function submit(secret: string, text: string, scores: { publicScore: number; privateScore: number }) {
  const input = { competitionName: "pocket", fileName: "predictions.csv", contentLength: text.length };
  const { token, createUrl } = await (await house.rpc(secret, "StartSubmissionUpload", input)).json();
  await house.put(createUrl, text);
  const made = await house.rpc(secret, "CreateSubmission", { competitionName: "pocket", blobFileTokens: token });
  scoreNext(house.home, scores);
  return (await made.json()).ref as number;
}

/** Digits that occur in no id, time or hash by chance. By private score the first is the better one. */
beforeAll(async () => {
  house = await openApiHouse();
  const file = (label: number) => predictions(house.home.ids, () => label);
  ref = await submit(house.secrets.ada, file(1), { publicScore: 0.5, privateScore: 0.777_123_456 });
  await submit(house.secrets.ada, file(2), { publicScore: 0.75, privateScore: 0.123_777_456 });
  await submit(house.secrets.eve, file(3), { publicScore: 0.25, privateScore: 0.888_123_777 });
});
afterAll(() => house[Symbol.dispose]());

const ask = async (method: string, input: object = {}, secret = house.secrets.ada) =>
  (await house.rpc(secret, method, { competitionName: "pocket", ref, ...input })).json();

/** All that the interface says to a member of the team. */
async function everything(): Promise<string> {
  const bodies = [
    "ListCompetitions",
    "GetCompetition",
    "ListDataFiles",
    "ListSubmissions",
    "GetSubmission",
    "GetSubmissionLimits",
    "GetLeaderboard",
  ];
  const answers = await Promise.all(bodies.map((method) => ask(method)));
  const older = ["list", "submissions/list/pocket", "pocket/leaderboard/view"].map(async (path) =>
    (await house.rest(`ada@example.org:${house.secrets.ada}`, "GET", path)).text(),
  );
  return JSON.stringify([answers, await Promise.all(older), downloadedBoard()]);
}

function downloadedBoard(): string {
  const open = openHouse();
  const person = {
    id: house.database.client.prepare("select id from user where name = 'ada'").pluck().get() as string,
    name: "ada",
    email: "",
    role: "member",
  };
  const ctx = { house: open, person, now: new Date() };
  const member = optionalMemberOf(ctx, "pocket");
  if (!member) throw new Error("ada is no member");
  const [csv] = Object.values(unzipSync(zipLeaderboard(ctx, member)));
  return Buffer.from(csv ?? []).toString();
}

const refs = async (input: object) =>
  (await ask("ListSubmissions", input)).submissions.map((row: { ref: number }) => row.ref);

describe("before the reveal", () => {
  it("no answer holds a private score, in any dialect", async () => {
    const said = await everything();
    expect(said).not.toMatch(/777123|123777|secret-seed/);
    expect(said).toContain('"privateScore":""');
    expect((await ask("ListSubmissions")).submissions).toHaveLength(2);
  });

  it("no order tells which private score is the better one", async () => {
    expect(await refs({ sortBy: "SUBMISSION_SORT_BY_PRIVATE_SCORE" })).toEqual(await refs({}));
    expect(await refs({ sortBy: "SUBMISSION_SORT_BY_PUBLIC_SCORE" })).toEqual(await refs({}));
  });

  it("the board says of other teams their name, public score and time, and nothing else", async () => {
    const { submissions } = await ask("GetLeaderboard");
    expect(submissions.map(({ teamName, score }: Record<string, string>) => [teamName, score])).toEqual([
      ["Team A", "0.75"],
      ["Team E", "0.25"],
    ]);
    const [header, first = "", second = ""] = downloadedBoard().split("\r\n");
    expect(header).toBe("Rank,TeamId,TeamName,LastSubmissionDate,Score,SubmissionCount,TeamMemberUserNames");
    expect(first).toMatch(/^1,\d+,Team A,[^,]+,0\.75,,$/);
    expect(second).toMatch(/^2,\d+,Team E,[^,]+,0\.25,,$/);
  });

  it("nothing is null where the client expects a list, and every state is one of three", async () => {
    house.database.client.exec("update entry set state = 'faulted' where public_value = 0.5");
    const rows = (await ask("ListSubmissions")).submissions as { status: string }[];
    expect(rows.map(({ status }) => status)).toEqual(["COMPLETE", "ERROR"]);
    house.database.client.exec("update entry set state = 'done'");
    for (const method of rpcMethods.keys()) {
      const text = JSON.stringify(await ask(method, {}).catch(() => ({})));
      expect(text).not.toContain("null");
    }
    expect((await ask("ListSubmissions", {}, house.secrets.eve)).submissions).toHaveLength(1);
  });
});

describe("pages", () => {
  it("lead through a list one after the other, by token or by number", async () => {
    const first = await ask("ListSubmissions", { pageSize: 1, page: -1 });
    const second = await ask("ListSubmissions", { pageSize: 1, pageToken: first.nextPageToken });
    expect([...first.submissions, ...second.submissions].map((row: { ref: number }) => row.ref)).toEqual(
      await refs({}),
    );
    expect(second.nextPageToken).toBe("");
    expect(await refs({ pageSize: 1, page: 2, pageToken: "" })).toEqual(
      await refs({ pageSize: 1, pageToken: first.nextPageToken }),
    );
    expect(await ask("ListSubmissions", { pageToken: "made up" })).toMatchObject({ code: 400 });
  });
});

describe("after the reveal", () => {
  it("own private scores and the final board are told", async () => {
    const course = selectCourse(house.database, house.home.course.id);
    updateCourseState(house.database, {
      courseId: course.id,
      state: "revealed",
      why: "test",
      actor: "system",
      now: new Date(),
    });
    const said = await everything();
    expect(said).toContain('"privateScore":"0.777123456"');
    expect(said).toContain("Team E");
    expect(await refs({ sortBy: "SUBMISSION_SORT_BY_PRIVATE_SCORE" })).toEqual([...(await refs({}))].reverse());
    const { submissions } = await ask("GetLeaderboard");
    expect(submissions.map(({ score }: { score: string }) => score)).toEqual(["0.888123777", "0.123777456"]);
  });
});
