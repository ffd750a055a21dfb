import type { Person } from "@gradmark/contract";
import { insertBenchmark, leaseNextJob, recordScore, selectPeople } from "@gradmark/db";
import { unzipSync } from "fflate";
import { writeBoard } from "#server/board/write-board.ts";
import { closeHouse, type House, openHouse } from "#server/house.ts";
import { zipLeaderboard } from "#server/kaggle/board.ts";
import { restRoutes } from "#server/kaggle/rest.ts";
import { rpcMethods } from "#server/kaggle/rpc.ts";
import { appRouter } from "#server/root.ts";
import { createCaller, optionalMemberOf } from "#server/trpc.ts";
import type { ApiHouse, Name } from "./api-house.ts";

/** Opens a data folder and makes its questions go there. */
export function moveInto(home: string): House {
  process.env.GRADMARK_HOME = home;
  return openHouse();
}

export function moveOut(home: string): void {
  closeHouse(home);
}

/** Scores everything that waits, a millisecond after each other, and puts a benchmark on the board. */
export function scoreAll(
  { database }: House,
  course: string,
  given: { publicOf: (k: number) => number; privateOf: (k: number) => number; now: Date },
): void {
  const { publicOf, privateOf, now } = given;
  const scored = (score: number) => ({ score, rows: 20, interval: [score - 0.1, score + 0.1] as [number, number] });
  for (let k = 1; ; k++) {
    const at = new Date(now.getTime() + k);
    const leased = leaseNextJob(database, { workerId: "test", kinds: ["score-entry"], now: at, leaseMs: 10_000 });
    if (!leased) break;
    const scores = { publicScore: scored(publicOf(k)), privateScore: scored(privateOf(k)) };
    recordScore(database, leased.lease, { ...scores, now: at });
  }
  insertBenchmark(database, {
    courseId: course,
    file: { name: "predictions.csv", sha256: "b".repeat(64), bytes: 1 },
    description: "",
    source: { engine: "none", device: "none", model: "none", seed: 1, sha256: "c".repeat(64) },
    publicScore: scored(publicOf(0)),
    privateScore: scored(privateOf(0)),
    now,
  });
}

/**
 * Everything that a person is answered, by every question of the pages, every route of the Kaggle client in both
 * dialects, and both downloads of the board. What is refused is kept with its refusal.
 */
export async function askEverything(
  house: House,
  asked: { api: ApiHouse; name: Name; now: Date; inputs: readonly object[]; ref: number },
): Promise<Record<string, string>> {
  const { api, name, now, inputs, ref } = asked;
  const person = selectPeople(house.database).find((one) => one.name === name) ?? null;
  const answers: Record<string, string> = {};
  const ask = createCaller(appRouter)({ house, person, now });
  for (const [path, procedure] of Object.entries(appRouter._def.procedures)) {
    const { type } = Object(procedure)._def;
    if (type !== "query") continue;
    for (const [k, input] of inputs.entries()) answers[`${path}#${k}`] = await answerOf(ask, path, input);
  }
  const body = { competitionName: "pocket", ref, submissionId: ref, fileName: "test.csv" };
  for (const method of rpcMethods.keys())
    if (!/Upload|Create/.test(method))
      for (const sortBy of ["", "SUBMISSION_SORT_BY_PRIVATE_SCORE"])
        answers[`${method} ${sortBy}`] = await textOf(api.rpc(api.secrets[name], method, { ...body, sortBy }));
  for (const { method, path } of restRoutes.filter((route) => route.method === "GET")) {
    const place = path.replace(":competitionName", "pocket").replace("*fileName", "test.csv");
    answers[`${method} ${place}`] = await textOf(api.rest(`${name}@example.org:${api.secrets[name]}`, method, place));
  }
  return { ...answers, ...downloads(house, person, now) };
}

/** Calls a procedure by its path; its answer as text, or its refusal. */
async function answerOf(ask: unknown, path: string, input: object): Promise<string> {
  const procedure = path.split(".").reduce<unknown>((at, key) => Object(at)[key], ask);
  try {
    return JSON.stringify(await (procedure as (input: object) => Promise<unknown>)(input)) ?? "nothing";
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function textOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return `${response.status} ${response.headers.get("location") ?? ""} ${await response.text()}`;
}

function downloads(house: House, person: Person | null, now: Date): Record<string, string> {
  const ctx = { house, person, now };
  const member = optionalMemberOf(ctx, "pocket");
  if (!member) return {};
  const [csv] = Object.values(unzipSync(zipLeaderboard(ctx, member)));
  return { "board.csv": writeBoard(ctx, member), "leaderboard.zip": Buffer.from(csv ?? []).toString() };
}
