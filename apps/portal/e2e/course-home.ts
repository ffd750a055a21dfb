import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Course } from "@gradmark/contract";
import { loadKit } from "@gradmark/course";
import { type Database, insertCourse, leaseNextJob, openDatabase, recordScore, updateCourseState } from "@gradmark/db";

/** A data folder with one open course of forty test rows, gone when it is disposed of. */
export interface CourseHome extends Disposable {
  home: string;
  database: Database;
  course: Course;
  /** The test ids, in the order of the file. */
  ids: string[];
}

const hour = 3_600_000;

/** @param slug the course's name; `closesIn` and `opensIn` are milliseconds from now */
export async function makeCourseHome({
  slug = "pocket",
  opensIn = -hour,
  closesIn = 50 * hour,
} = {}): Promise<CourseHome> {
  const home = mkdtempSync(join(tmpdir(), "gradmark-portal-"));
  const database = openDatabase({ file: join(home, "gradmark.sqlite") });
  const { course, ids } = await addCourse(home, database, { slug, opensIn, closesIn });
  const dispose = () => {
    database.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { home, database, course, ids, [Symbol.dispose]: dispose };
}

export async function addCourse(
  home: string,
  database: Database,
  {
    slug,
    opensIn = -hour,
    closesIn = 50 * hour,
    kitLines = "",
  }: { slug: string; opensIn?: number; closesIn?: number; kitLines?: string },
): Promise<{ course: Course; ids: string[] }> {
  const folder = join(home, "courses", slug);
  cpSync(join(import.meta.dirname, "fixtures", "kit"), join(folder, "kit"), { recursive: true });
  const ids = Array.from({ length: 40 }, (_, k) => `t${k + 1}`);
  appendFileSync(join(folder, "kit", "kit.yaml"), kitLines);
  writeData(folder, ids);
  const kit = await loadKit(join(folder, "kit"));
  if (!kit.ok) throw new Error(JSON.stringify(kit.problems));
  const now = new Date();
  const draft = insertCourse(database, {
    slug,
    name: `Deep Learning (${slug})`,
    kit: kit.value.kit,
    seed: "secret-seed-of-the-course",
    opensAt: new Date(now.getTime() + opensIn),
    deadline: new Date(now.getTime() + closesIn),
    timeZone: "Europe/Berlin",
    now,
  });
  const course = updateCourseState(database, { courseId: draft.id, state: "open", why: "test", actor: "system", now });
  return { course, ids };
}

function writeData(folder: string, ids: readonly string[]): void {
  for (const name of ["public", "private", "shadow"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "public", "test.csv"), `Id\n${ids.join("\n")}\n`);
  writeFileSync(join(folder, "public", "sample_submission.csv"), predictions(ids));
  const solution = ids.map((id, k) => `${id},${k % 10},${k % 2 ? "Public" : "Private"}`);
  writeFileSync(join(folder, "private", "solution.csv"), `Id,Label,Usage\n${solution.join("\n")}\n`);
}

/** A file that can be scored: each id once, label `of(k)` in row k. */
export function predictions(ids: readonly string[], of: (k: number) => number | string = () => 0): string {
  return `Id,Label\n${ids.map((id, k) => `${id},${of(k)}`).join("\n")}\n`;
}

/** Scores the next waiting entry as a worker would, with the scores that the test wants. */
export function scoreNext({ database }: CourseHome, scores: { publicScore: number; privateScore: number }): string {
  const now = new Date();
  const leased = leaseNextJob(database, { workerId: "test", kinds: ["score-entry"], now, leaseMs: 10_000 });
  if (!leased) throw new Error("nothing waits to be scored");
  const scored = (score: number) => ({ score, rows: 20, interval: [score - 0.1, score + 0.1] as [number, number] });
  const { publicScore, privateScore } = scores;
  recordScore(database, leased.lease, { publicScore: scored(publicScore), privateScore: scored(privateScore), now });
  return leased.job.subjectId;
}
