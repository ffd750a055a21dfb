import type { Column, IdList } from "@gradmark/contract";

/** Some rows of a table as CSV, for a program to read. */
export function writeRows(
  header: readonly string[],
  ids: IdList,
  columns: readonly Column[],
  rows: Iterable<number>,
): string {
  let text = `${header.map(quoted).join(",")}\n`;
  for (const row of rows) {
    text += quoted(ids.at(row));
    for (const column of columns) text += `,${quoted(column.cell(row))}`;
    text += "\n";
  }
  return text;
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
