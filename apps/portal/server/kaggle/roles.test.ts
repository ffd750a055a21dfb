import { updateApiTokenRevoked } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, openApiHouse } from "#e2e/api-house.ts";
import { predictions } from "#e2e/course-home.ts";
import { restRoutes } from "./rest.ts";
import { rpcMethods } from "./rpc.ts";

let house: ApiHouse;
/** The number of an entry of Team A, uploaded by ada. */
let ref = 0;

beforeAll(async () => {
  house = await openApiHouse();
  const csv = predictions(house.home.ids);
  const input = { competitionName: "pocket", fileName: "predictions.csv", contentLength: csv.length };
  const { token, createUrl } = await (await house.rpc(house.secrets.ada, "StartSubmissionUpload", input)).json();
  await house.put(createUrl, csv);
  const made = await house.rpc(house.secrets.ada, "CreateSubmission", {
    competitionName: "pocket",
    blobFileTokens: token,
  });
  ref = (await made.json()).ref;
  expect(made.status).toBe(200);
});
afterAll(() => house[Symbol.dispose]());

/** Nobody, student of another course, other team, member of the team, teaching assistant, owner. */
const roles = ["nobody", "sid", "eve", "ann", "tara", "olga"] as const;
type Statuses = readonly [number, number, number, number, number, number];

const forMembers: Statuses = [403, 403, 200, 200, 200, 200];
const filesForMembers: Statuses = [403, 403, 302, 302, 302, 302];
const forTeams: Statuses = [403, 403, 200, 200, 403, 403];

/** What each method answers to each role; `sid` may know of the course, since it is listed, and is told to join. */
const methodRules: Record<string, Statuses> = {
  ListCompetitions: [403, 200, 200, 200, 200, 200],
  GetCompetition: forMembers,
  ListDataFiles: forMembers,
  DownloadDataFiles: filesForMembers,
  DownloadDataFile: filesForMembers,
  StartSubmissionUpload: forTeams,
  // With a ticket that nobody has: those who may submit are told so.
  CreateSubmission: [403, 403, 400, 400, 403, 403],
  ListSubmissions: forTeams,
  GetSubmissionLimits: forTeams,
  // The entry belongs to ann's team.
  GetSubmission: [403, 404, 404, 200, 404, 404],
  DownloadSubmission: [403, 404, 404, 302, 404, 404],
  GetLeaderboard: forMembers,
  DownloadLeaderboard: filesForMembers,
};

const routeRules: Record<string, { method: string; path: string; form?: Record<string, string>; statuses: Statuses }> =
  {
    list: { method: "GET", path: "list", statuses: [403, 200, 200, 200, 200, 200] },
    "data/list/:competitionName": { method: "GET", path: "data/list/pocket?pageSize=20", statuses: forMembers },
    "data/download-all/:competitionName": {
      method: "GET",
      path: "data/download-all/pocket",
      statuses: filesForMembers,
    },
    "data/download/:competitionName/*fileName": {
      method: "GET",
      path: "data/download/pocket/test.csv",
      statuses: filesForMembers,
    },
    "submission-url": {
      method: "POST",
      path: "submission-url",
      form: { competitionName: "pocket", contentLength: "9", fileName: "p.csv" },
      statuses: forTeams,
    },
    ":competitionName/submissions/url/:contentLength/:lastModified": {
      method: "POST",
      path: "pocket/submissions/url/9/1",
      form: { fileName: "p.csv" },
      statuses: forTeams,
    },
    "submissions/submit/:competitionName": {
      method: "POST",
      path: "submissions/submit/pocket",
      form: { blobFileTokens: "none" },
      statuses: [403, 403, 400, 400, 403, 403],
    },
    "submissions/list/:competitionName": { method: "GET", path: "submissions/list/pocket", statuses: forTeams },
    ":competitionName/leaderboard/view": { method: "GET", path: "pocket/leaderboard/view", statuses: forMembers },
    ":competitionName/leaderboard/download": {
      method: "GET",
      path: "pocket/leaderboard/download",
      statuses: filesForMembers,
    },
  };

const everything = () => ({
  competitionName: "pocket",
  fileName: "test.csv",
  contentLength: 9,
  blobFileTokens: "none",
  ref,
  submissionId: ref,
});
const secretOf = (role: (typeof roles)[number]) => (role === "nobody" ? null : house.secrets[role]);
const userOf = (role: string) => `${role}@example.org:`;

describe("who may ask the client's interface for what", () => {
  it("has a rule here for every method and every route", () => {
    expect(Object.keys(methodRules).sort()).toEqual([...rpcMethods.keys()].sort());
    expect(Object.keys(routeRules).sort()).toEqual(restRoutes.map(({ path }) => path).sort());
  });

  it.each(Object.entries(methodRules))(
    "%s answers nobody, stranger, other team, member, assistant, owner by %j",
    async (method, statuses) => {
      const seen = await Promise.all(
        roles.map(async (role) => (await house.rpc(secretOf(role), method, everything())).status),
      );
      expect(seen).toEqual(statuses);
    },
  );

  it.each(Object.entries(routeRules))("the older %s does the same", async (_, { method, path, form, statuses }) => {
    const ask = (role: (typeof roles)[number]) => {
      const secret = secretOf(role);
      return house.rest(secret && userOf(role) + secret, method, path, form);
    };
    expect(await Promise.all(roles.map(async (role) => (await ask(role)).status))).toEqual(statuses);
  });
});

describe("a token", () => {
  const status = async (secret: string, method = "ListCompetitions") => {
    const answer = await house.rpc(secret, method, everything());
    return [answer.status, (await answer.json()).message ?? ""] as const;
  };

  it("that is revoked, has expired or is unknown opens nothing, and says which", async () => {
    const revoked = house.token("ann");
    const userId = String(house.database.client.prepare("select id from user where name = 'ann'").pluck().get());
    updateApiTokenRevoked(house.database, { tokenId: revoked.id, userId, now: new Date() });
    const expired = house.token("ann", { expiresAt: new Date(Date.now() - 1000) });
    for (const method of rpcMethods.keys()) {
      expect(await status(revoked.secret, method)).toEqual([403, expect.stringContaining("was revoked")]);
      expect(await status(expired.secret, method)).toEqual([403, expect.stringContaining("expired")]);
    }
    expect(await status("gradmark_made-up")).toEqual([403, expect.stringContaining("no API token of this portal")]);
  });

  it("that may only read cannot begin or end an upload", async () => {
    const { secret } = house.token("ann", { scope: "read" });
    expect(await status(secret, "ListSubmissions")).toEqual([200, ""]);
    for (const method of ["StartSubmissionUpload", "CreateSubmission"])
      expect(await status(secret, method)).toEqual([403, expect.stringContaining("may read only")]);
    const form = { fileName: "p.csv", blobFileTokens: "none" };
    for (const path of ["pocket/submissions/url/9/1", "submissions/submit/pocket"])
      expect((await house.rest(`ann@example.org:${secret}`, "POST", path, form)).status).toBe(403);
  });

  it("for one course opens no other, and does not list it", async () => {
    const { secret } = house.token("ann", { courseId: house.home.course.id });
    const answer = await house.rpc(secret, "ListDataFiles", { competitionName: "other" });
    expect([answer.status, (await answer.json()).message]).toEqual([403, expect.stringContaining('"pocket" only')]);
    const { competitions } = await (await house.rpc(secret, "ListCompetitions")).json();
    expect(competitions.map(({ ref: slug }: { ref: string }) => slug)).toEqual(["pocket"]);
  });

  it("needs its own person's address as user name, in any case", async () => {
    const ask = async (user: string) => (await house.rest(`${user}:${house.secrets.ann}`, "GET", "list")).status;
    expect([await ask("ANN@Example.org"), await ask("ada@example.org"), await ask("")]).toEqual([200, 403, 403]);
  });

  it("is slowed down when it asks very often, and told for how long", async () => {
    const { secret } = house.token("eve");
    const answers = await Promise.all(
      [...Array(245).keys()].map(() => house.rpc(secret, "GetSubmissionLimits", everything())),
    );
    const last = answers.at(-1);
    expect([answers[0]?.status, last?.status]).toEqual([200, 429]);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await house.rpc(house.secrets.eve, "GetSubmissionLimits", everything())).status).toBe(200);
  });

  it("is what counts, never a browser's session", async () => {
    const answer = await house.rpc(null, "ListCompetitions", {}, { cookie: "gradmark.session_token=anything" });
    expect(answer.status).toBe(403);
  });

  it("is found active or not by the client's own question, which is never answered by a refusal", async () => {
    const ask = async (token: unknown) => {
      const answer = await house.rpc(String(token), "security.OAuthService/IntrospectToken", { token });
      return [answer.status, await answer.json()];
    };
    expect(await ask(house.secrets.ann)).toEqual([
      200,
      expect.objectContaining({ active: true, username: "ann@example.org" }),
    ]);
    for (const bad of ["gradmark_no", "", null]) expect(await ask(bad)).toEqual([200, { active: false }]);
  });
});
