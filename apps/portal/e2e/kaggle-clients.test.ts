import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { selectEntriesOfTeam, selectOptionalTeamByName } from "@gradmark/db";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClientWay, clientWays, exampleCommands } from "#features/tokens/view.ts";
import { predictions, scoreNext } from "./course-home.ts";
import { findClient, Terminal } from "./kaggle-client.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

const full = process.env.GRADMARK_FULL === "1";

/** Which client goes which way of those that the page prints. */
const pairs: [version: string, way: ClientWay["id"]][] = [
  ["2.2.5", "newest"],
  ["2.2.5", "proxy"],
  ["1.7.4.5", "newest"],
  ["1.7.4.5", "proxy"],
  ["1.6.17", "pinned"],
];
const used = full ? pairs : pairs.slice(0, 1);
const clients = new Map(
  await Promise.all(
    [...new Set(used.map(([version]) => version))].map(
      async (version) => [version, await findClient(version, full)] as const,
    ),
  ),
);

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

/** A person in a team of their own, with a new token. */
async function student(name: string): Promise<{ person: Person; secret: string }> {
  const person = await enrol(portal.url, name, `Team ${name}`);
  const made = await person.api.tokens.create.mutate({ name: "test", scope: "submit", course: null, days: 7 });
  if (!made.ok) throw new Error(made.message);
  return { person, secret: made.secret };
}

function linesOf(id: ClientWay["id"], name: string, token: string): string[] {
  const email = `${name.toLowerCase()}@example.org`;
  const way = clientWays({ url: portal.url, email, token, shell: "posix" }).find((one) => one.id === id);
  if (!way) throw new Error(`no way ${id}`);
  return way.lines;
}

for (const [version, way] of used) {
  const missing = clients.get(version)?.missing ?? null;
  describe.skipIf(missing)(
    `kaggle ${version} from PyPI, set up by the lines “${way}”${missing ? ` (${missing})` : ""}`,
    () => {
      const name = `S${version.replaceAll(".", "")}${way}`;
      const [list, files, download, submit, submissions, leaderboard] = exampleCommands("pocket");

      it("lists, downloads, submits and shows scores and the board, by the commands that the page prints", async () => {
        const { secret } = await student(name);
        using terminal = new Terminal(version, linesOf(way, name, secret));
        const run = async (command = "") => {
          const { output, failed } = await terminal.run(command);
          expect(failed, `${command}\n${output}`).toBe(false);
          return output;
        };
        expect(await run(list)).toMatch(/pocket.*True/);
        expect(await run(files)).toMatch(/test\.csv/);

        await run(download);
        const zip = unzipSync(readFileSync(join(terminal.folder, "data", "pocket.zip")));
        const original = readFileSync(join(portal.home.home, "courses", "pocket", "public", "test.csv"));
        expect(Buffer.from(zip["test.csv"] ?? [])).toEqual(original);
        expect(await run(download)).toMatch(/Skipping/);
        await run("kaggle competitions download -c pocket -f test.csv -p data");
        expect(readFileSync(join(terminal.folder, "data", "test.csv"))).toEqual(original);

        // Bytes that no other client uploads.
        const csv = predictions(portal.home.ids, (k) => (k + name.length) % 10);
        writeFileSync(join(terminal.folder, "predictions.csv"), csv);
        expect(await run(submit)).toMatch(/Successfully submitted to Deep Learning/);
        const { database, course } = portal.home;
        const team = selectOptionalTeamByName(database, { courseId: course.id, name: `Team ${name}` });
        const [entry] = selectEntriesOfTeam(database, team?.id ?? "");
        expect(entry).toMatchObject({ fileName: "predictions.csv", description: "what is new", bytes: csv.length });

        expect(await run(submissions)).toMatch(/predictions\.csv.*what is new.*pending/is);
        scoreNext(portal.home, { publicScore: 0.875, privateScore: 0.777_123 });
        const scored = await run(submissions);
        expect(scored).toMatch(/complete\s+0\.875/i);
        expect(scored).not.toContain("777123");

        expect(await run(leaderboard)).toMatch(new RegExp(`Team ${name} .*0\\.875`));
        await run("kaggle competitions leaderboard -c pocket --download -p board");
        const [archive = ""] = readdirSync(join(terminal.folder, "board"));
        const [board] = Object.values(unzipSync(readFileSync(join(terminal.folder, "board", archive))));
        expect(Buffer.from(board ?? []).toString()).toContain(`Team ${name}`);
      }, 300_000);

      it.skipIf(!full)(
        "shows the portal's own sentences when something is refused",
        async () => {
          const { person, secret } = await student(`${name}x`);
          using terminal = new Terminal(version, linesOf(way, `${name}x`, secret));
          const csv = (k: number) => predictions(portal.home.ids, () => k);
          const send = async (text: string) => {
            writeFileSync(join(terminal.folder, "predictions.csv"), text);
            return (await terminal.run(submit ?? "")).output;
          };
          expect(await send("Id,Label\n1,2\n")).toMatch(/cannot be scored, so it used no try.*row 2/s);
          expect(await send("")).toMatch(/file is empty/);
          for (const k of [0, 1, 2]) expect(await send(csv(k))).toMatch(/Successfully/);
          expect(await send(csv(3))).toMatch(/Your 3 tries of today are used/);
          const { output: elsewhere } = await terminal.run("kaggle competitions files -c elsewhere");
          expect(elsewhere).toMatch(/no such course, or you are not in it/);
          const { tokens } = await person.api.tokens.list.query();
          await person.api.tokens.revoke.mutate({ token: tokens[0]?.id ?? "" });
          expect((await terminal.run(list ?? "")).output).toMatch(/was revoked/);
          // Leaves no entry behind that the next client's test would score.
          for (const _ of [0, 1, 2]) scoreNext(portal.home, { publicScore: 0.1, privateScore: 0.1 });
        },
        300_000,
      );
    },
  );
}
