import type { Course, Entry, Predictions, PredictionsFormat, Scored, WorkState } from "@gradmark/contract";
import type { Tries } from "@gradmark/db";

/** A predictions format as it travels to the browser, which builds the set of ids from the list. */
export interface FormatView {
  idColumn: string;
  targetColumns: readonly string[];
  cell: PredictionsFormat["cell"];
  ids: string[];
}

export function viewFormat(format: PredictionsFormat): FormatView {
  const { idColumn, targetColumns, cell, ids } = format;
  return { idColumn, targetColumns, cell, ids: [...(ids ?? [])] };
}

export function formatOf(view: FormatView): PredictionsFormat {
  return { ...view, ids: new Set(view.ids) };
}

export interface TriesView {
  allowed: number;
  used: number;
  left: number;
  nextAt: Date;
}

export function viewTries({ allowed, used, left, nextAt }: Tries): TriesView {
  return { allowed, used, left, nextAt };
}

/** An entry of the team that has exactly the bytes of a file. */
export interface SameView {
  id: string;
  fileName: string;
  uploadedAt: Date;
  state: WorkState;
  publicScore: Scored | null;
}

export function viewSame({ id, fileName, createdAt, state, publicScore }: Entry): SameView {
  return { id, fileName, uploadedAt: createdAt, state, publicScore };
}

/** The most bytes that a predictions file may have: what the kit allows a script to write. */
export function maximumEntryBytes({ kit }: Course): number {
  return kit.handIn.output.maxBytes;
}

/** How many rows have each label, in the order of the kit; null when the kit does not ask for labels. */
export function countLabels(
  predictions: Predictions,
  cell: PredictionsFormat["cell"],
): { label: string; rows: number }[] | null {
  if (cell.kind !== "label") return null;
  const counts = new Map(cell.labels.map((label) => [label, 0]));
  for (const [label] of predictions.values()) {
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([label, rows]) => ({ label, rows }));
}
