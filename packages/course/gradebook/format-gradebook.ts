import Papa from "papaparse";
import type { GradebookEntry, GradebookRow } from "./gradebook-row.ts";
import { type GradebookFormat, layoutOf } from "./layouts.ts";
import { readCell, runsAsFormula } from "./safe-cells.ts";

/** How the assignment is called in the learning platform. */
const defaultTitle = "Lab";

/**
 * Writes a gradebook as CSV (UTF-8, CRLF as RFC 4180 has it), in the order of the rows. An open grade is an empty
 * cell. Cells that a spreadsheet would run are defused. The text is read back and compared before it is returned:
 * a gradebook that lost or changed a grade on the way must not leave the house.
 *
 * @throws when reading back gives something else.
 */
export function formatGradebook(
  rows: readonly GradebookRow[],
  format: GradebookFormat,
  { title = defaultTitle }: { title?: string } = {},
): string {
  const layout = layoutOf(format, title, rows);
  const lines = [layout.header, ...layout.preface, ...rows.map((row) => layout.write(row))];
  const text = `${Papa.unparse(
    lines.map((line) => [...line]),
    { escapeFormulae: runsAsFormula, newline: "\r\n" },
  )}\r\n`;
  const read = parseGradebook(text, format, { title });
  const wrong = rows.findIndex((row, k) => !sameEntry(row, read[k]));
  if (read.length !== rows.length || wrong !== -1)
    throw new Error(`The ${format} gradebook reads back differently in line ${wrong + 1 + layout.preface.length + 1}.`);
  return text;
}

function sameEntry({ name, email, studentId, grade }: GradebookRow, read: GradebookEntry | undefined): boolean {
  return (
    read !== undefined &&
    read.name.trim() === name.trim() &&
    read.email === email &&
    (read.studentId ?? "") === (studentId ?? "") &&
    read.total === (grade?.total ?? null)
  );
}

/** Reads a gradebook that `formatGradebook` wrote. @throws when it is none. */
export function parseGradebook(
  text: string,
  format: GradebookFormat,
  { title = defaultTitle }: { title?: string } = {},
): GradebookEntry[] {
  const layout = layoutOf(format, title, []);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: true });
  if (errors.some((error) => error.type === "Quotes")) throw new Error("the gradebook's quotation marks do not pair");
  const [header = [], ...lines] = data.map((line) => line.map(readCell));
  if (layout.header.some((column, k) => header[k] !== column))
    throw new Error(`this is no ${format} gradebook: its header is "${header.join(",")}"`);
  return lines.slice(layout.preface.length).map((line) => layout.read(line));
}
