import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase, selectOptionalTeamOf } from "@gradmark/db";
import { startService } from "../../apps/cli/serve/start-service.ts";
import { addCourse } from "../../apps/portal/e2e/course-home.ts";
import { enrol, type Person } from "../../apps/portal/e2e/person.ts";
import { fillCourse } from "../../db/fixtures/fill-course.ts";

/** A course of some size with its own portal, and people in it. */
export interface ServedCourse {
  teams: number;
  url: string;
  file: string;
  courseId: string;
  people: Person[];
  ids: string[];
  stop(): Promise<void>;
}

/** Fills a data folder and serves it, without a worker, so that nothing but requests takes time. */
export async function serveCourse(
  size: { teams: number; entriesEach: number },
  worker: boolean,
): Promise<ServedCourse> {
  const home = mkdtempSync(join(tmpdir(), "gradmark-bench-"));
  const file = join(home, "gradmark.sqlite");
  const database = openDatabase({ file });
  const { course, ids } = await addCourse(home, database, { slug: "pocket" });
  const started = performance.now();
  fillCourse(database, { courseId: course.id, ...size, now: new Date() });
  // As many tries as the benchmark needs.
  database.client.exec("update course set kit = json_set(kit, '$.competition.triesPerDay', 1000000)");
  database.client.exec("analyze");
  console.log(`  ${size.teams} teams, ${size.teams * size.entriesEach} entries written in ${seconds(started)} s`);
  const context = {
    ...{ repository: join(import.meta.dirname, "../.."), home, cwd: home, progress: () => undefined },
    ...{ signal: new AbortController().signal, stdout: process.stdout, stderr: process.stderr },
  };
  const quiet = { port: 0, host: "127.0.0.1", worker, allowReduced: true };
  const service = await startService(quiet, context);
  const people = [];
  for (let k = 0; k < 8; k++) people.push(await enrol(service.url, `Bench${k}`, `Bench team ${k}`));
  giveEntries(database, course.id);
  const stop = async () => {
    await service.stop();
    database.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { teams: size.teams, url: service.url, file, courseId: course.id, people, ids, stop };
}

/** The people's own teams have entries too: those of another team, taken over. */
function giveEntries(database: Database, courseId: string): void {
  const { client } = database;
  const users = client.prepare("select id from user where name like 'Bench%'").pluck().all().map(String);
  for (const [k, userId] of users.entries()) {
    const own = selectOptionalTeamOf(database, { courseId, userId });
    const other = client
      .prepare("select id from team where name = ?")
      .pluck()
      .get(`Example team ${k + 1}`);
    if (!own || other === undefined) throw new Error("the course was not filled");
    const move = (table: string) =>
      client.prepare(`update ${table} set team_id = ? where team_id = ?`).run(own.id, other);
    for (const table of ["entry", "board_step"]) move(table);
    client
      .prepare(
        "update team set (best_entry_id, rank_key, best_at) = (select best_entry_id, rank_key, best_at from team where id = ?) where id = ?",
      )
      .run(other, own.id);
    client.prepare("update team set best_entry_id = null, rank_key = null where id = ?").run(other);
  }
}

export function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
