import { decodeText, type InputProblem, type Parsed } from "@gradmark/contract";
import Papa from "papaparse";

/** One row of a table: the line of the file it begins on (the header is line 1) and its cells by column. */
export interface TableRow {
  line: number;
  cell(column: string): string;
}

interface TableColumns {
  required: readonly string[];
  optional?: readonly string[];
}

const maximumBytes = 16 * 2 ** 20;

/**
 * Reads a CSV table that people made: any order of columns, further columns ignored, column names without regard to
 * capitals, separated by commas, semicolons (Excel in many languages) or tabs, blank lines skipped. Cells come back
 * as they are, spaces included: whoever asks decides what a space means.
 */
export function readTable(bytes: Uint8Array, { required, optional = [] }: TableColumns): Parsed<TableRow[]> {
  const text = decodeText(bytes, maximumBytes);
  if (!text.ok) return text;
  const [first, ...rows] = readRows(text.value);
  if (first === undefined) return { ok: false, problems: [{ code: "file-empty", message: "The table has no rows." }] };
  const header = first.cells.map((name) => name.trim().toLowerCase());
  const missing = required.filter((name) => !header.includes(name.toLowerCase()));
  if (missing.length > 0) return { ok: false, problems: [wrongHeader(first, required, optional, missing)] };
  const place = new Map(header.map((name, k) => [name, k]));
  return {
    ok: true,
    value: rows.map(({ line, cells }) => ({
      line,
      cell: (column) => cells[place.get(column.toLowerCase()) ?? -1] ?? "",
    })),
  };
}

interface RawRow {
  line: number;
  cells: string[];
}

function readRows(text: string): RawRow[] {
  const rows: RawRow[] = [];
  let line = 1;
  let position = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, meta }) => {
      if (data.some((cell) => cell.trim() !== "")) rows.push({ line, cells: data });
      // A quoted cell may hold line breaks, so lines are counted in the text and not by rows.
      line += text.slice(position, meta.cursor).split("\n").length - 1;
      position = meta.cursor;
    },
  });
  return rows;
}

/** Whatever stands most often in the first line that is not blank; a comma when nothing does. */
function delimiterOf(text: string): string {
  const header = /\S.*/.exec(text)?.[0] ?? "";
  const count = (delimiter: string) => header.split(delimiter).length;
  return [";", "\t"].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ",");
}

function wrongHeader(
  { line, cells }: RawRow,
  required: readonly string[],
  optional: readonly string[],
  missing: readonly string[],
): InputProblem {
  const also = optional.length === 0 ? "" : ` (and may name ${optional.join(", ")})`;
  return {
    code: "wrong-header",
    row: line,
    message: `row ${line}: the header is "${cells.join(",").slice(0, 120)}"; it must name ${required.join(", ")}${also}. Missing: ${missing.join(", ")}.`,
  };
}
