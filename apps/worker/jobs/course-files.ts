import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Course, parsePredictions } from "@gradmark/contract";

/** Folders of a course below the data folder: its data sets, and the kit as it was when the course was made. */
export type CourseSet = "public" | "rerun" | "private" | "shadow" | "shadow-private" | "kit";

export function courseFolder(home: string, course: Course, set: CourseSet): string {
  return join(home, "courses", course.slug, set);
}

/** The labels of the test data with their `Usage`, as stored, and the ids in it. Never shown to a sandbox. */
export interface Solution {
  bytes: Uint8Array;
  ids: readonly string[];
}

/** @throws when it cannot be read or is damaged: a mistake of ours must not look like one of a team's file */
export async function loadSolution(home: string, course: Course): Promise<Solution> {
  const { idColumn, targetColumn } = course.kit.competition;
  const remedy = `The solution of course ${course.slug} cannot be used. Prepare the course again.`;
  const file = join(courseFolder(home, course, "private"), "solution.csv");
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(remedy, { cause });
  });
  const targetColumns = [targetColumn, "Usage"];
  const rows = parsePredictions(bytes, { idColumn, targetColumns, cell: { kind: "text" }, ids: null });
  if (!rows.ok) throw new Error(`${remedy} ${rows.problems[0]?.message}`);
  if (rows.value.size === 0) throw new Error(`${remedy} It has no rows.`);
  return { bytes, ids: [...rows.value.keys()] };
}
