import { type Column, labelOf } from "@gradmark/contract";

/** The lists of a column: each different cell is read once. */
export function listsOf(column: Column | undefined, read: (cell: string) => readonly string[]): readonly string[][] {
  if (column?.kind !== "words") throw new Error("lists are read as words");
  const lists = column.words.map((word) => [...read(word)]);
  return Array.from(column.codes, (code) => lists[code] ?? []);
}

/** Labels of one cell, separated by blanks, best first. */
export function labelsIn(cell: string): string[] {
  return cell.split(/\s+/).filter(Boolean).map(labelOf);
}
