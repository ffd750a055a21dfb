import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Course } from "@gradmark/contract";
import { readSolution, type Solution } from "@gradmark/grader";

/** Folders of a course below the data folder: its data sets, and the kit as it was when the course was made. */
export type CourseSet = "public" | "rerun" | "private" | "shadow" | "shadow-private" | "kit";

export function courseFolder(home: string, course: Course, set: CourseSet): string {
  return join(home, "courses", course.slug, set);
}

/** The labels of the test data with their `Usage`: as stored, and as read once by the course's metric. Never shown to a sandbox. */
export interface StoredSolution {
  bytes: Uint8Array;
  read: Solution;
}

/** @throws when it cannot be read or is damaged: a mistake of ours must not look like one of a team's file */
export async function loadSolution(home: string, course: Course): Promise<StoredSolution> {
  const { metric, idColumn, targetColumn } = course.kit.competition;
  const remedy = `The solution of course ${course.slug} cannot be used. Prepare the course again.`;
  const file = join(courseFolder(home, course, "private"), "solution.csv");
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(remedy, { cause });
  });
  const solution = readSolution(bytes, metric);
  if (!solution.ok) throw new Error(`${remedy} ${solution.problems[0]?.message}`);
  const { ids, usage, ...columns } = solution.value;
  const header = [columns.idColumn, ...columns.targetColumns, ...(usage === null ? [] : ["Usage"])];
  const wanted = [idColumn, targetColumn, "Usage"];
  if (header.join() !== wanted.join())
    throw new Error(`${remedy} Its columns are ${header.join(", ")}, not ${wanted.join(", ")}.`);
  if (ids.size === 0) throw new Error(`${remedy} It has no rows.`);
  return { bytes, read: solution.value };
}
