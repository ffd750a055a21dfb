import type { Grade } from "@gradmark/contract";

/** One person's line of a gradebook: every member of a team has the team's grade. */
export interface GradebookRow {
  name: string;
  email: string;
  /** The university's number of the person; null when the roster has none. */
  studentId: string | null;
  team: string;
  /** Null for a person whose team has nothing to grade yet. */
  grade: Grade | null;
}

/** Who a line is about and what it gives: what every format holds and what reading it back returns. */
export interface GradebookEntry {
  name: string;
  email: string;
  studentId: string | null;
  /** Null while the grade is open: an empty cell, which no learning platform takes for zero. */
  total: number | null;
}

/** A gradebook format: a header, what stands between header and people, and a line for each person. */
export interface GradebookLayout {
  header: readonly string[];
  preface: readonly (readonly string[])[];
  write(row: GradebookRow): readonly string[];
  read(cells: readonly string[]): GradebookEntry;
}

/** Points as gradebooks write them: 83.5 as "83.50"; empty while open. */
export function points(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : value.toFixed(2);
}

/** @throws when a cell is no number: a gradebook that we wrote was changed. */
export function readPoints(cell: string | undefined): number | null {
  if (cell === undefined || cell === "") return null;
  const value = Number(cell);
  if (!Number.isFinite(value)) throw new Error(`"${cell}" in a gradebook is no number of points`);
  return value;
}
