import Papa from "papaparse";
import type { InputProblem, Parsed } from "./input-problem.ts";
import { decodeText } from "./text-file.ts";

/** What a predictions file must look like: the header of the sample, each test id once, in any order. */
export interface PredictionsFormat {
  idColumn: string;
  targetColumns: readonly string[];
  /** `labels`: one of a closed list, compared by value (7 and 7.0 are one label). */
  cell: { kind: "label"; labels: readonly string[] } | { kind: "number" } | { kind: "text" };
  /** The test ids; null accepts whatever ids the file has, each once. */
  ids: ReadonlySet<string> | null;
}

/** Predictions by id; the cells of a row in the order of the target columns. */
export type Predictions = ReadonlyMap<string, readonly string[]>;

/** No more problems than this are reported; the last line says how many there are in all. */
export const problemsShown = 20;
const maximumBytes = 512 * 2 ** 20;
/** Rows that are read beyond the expected ones before the file is refused as a whole. */
const spareRows = 1000;

/**
 * Reads a predictions file. UTF-8 with or without BOM, LF or CRLF. Reports the first 20 problems, each with the
 * line of the file where it stands (the header is line 1).
 */
export function parsePredictions(bytes: Uint8Array, format: PredictionsFormat): Parsed<Predictions> {
  const text = decodeText(bytes, maximumBytes);
  if (!text.ok) return text;
  const reader = new PredictionsReader(format);
  const line = new LineCounter(text.value);
  Papa.parse<string[]>(text.value, {
    delimiter: ",",
    skipEmptyLines: false,
    step: (result, parser) => {
      const row = line.next(result.meta.cursor);
      if (result.errors.some((e) => e.type === "Quotes")) reader.badQuote(row);
      else reader.read(result.data, row);
      if (reader.full) parser.abort();
    },
  });
  return reader.finish();
}

/** Turns papaparse's character cursor into line numbers: a quoted cell may hold line breaks. */
class LineCounter {
  private line = 1;
  private position = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** The line on which the record begins that ends before `cursor`. */
  next(cursor: number): number {
    const first = this.line;
    for (
      let at = this.text.indexOf("\n", this.position);
      at !== -1 && at < cursor;
      at = this.text.indexOf("\n", at + 1)
    )
      this.line++;
    this.position = cursor;
    return first;
  }
}

class PredictionsReader {
  private readonly format: PredictionsFormat;
  private readonly problems: InputProblem[] = [];
  private count = 0;
  private records = 0;
  private headerSeen = false;
  private headerWrong = false;
  private readonly rows = new Map<string, readonly string[]>();
  private readonly firstRow = new Map<string, number>();
  private readonly columns: readonly string[];
  private readonly labels: ReadonlyMap<string, string> | null;
  private readonly limit: number;
  full = false;

  constructor(format: PredictionsFormat) {
    this.format = format;
    this.columns = [format.idColumn, ...format.targetColumns];
    this.labels =
      format.cell.kind === "label" ? new Map(format.cell.labels.map((label) => [canonicalLabel(label), label])) : null;
    this.limit = format.ids ? format.ids.size + spareRows : Number.POSITIVE_INFINITY;
  }

  badQuote(row: number): void {
    this.report({
      code: "bad-quote",
      row,
      message: `row ${row}: a quotation mark is not closed or stands inside a cell. Write the cells without quotation marks.`,
    });
  }

  read(cells: string[], row: number): void {
    if (!this.headerSeen) {
      this.readHeader(cells);
      return;
    }
    if (cells.length === 1 && cells[0]?.trim() === "") return;
    this.records++;
    if (this.records > this.limit) {
      this.tooMany();
      return;
    }
    if (cells.length !== this.columns.length) {
      this.report({
        code: "wrong-column-count",
        row,
        message: `row ${row}: ${count(cells.length, "cell")} instead of ${this.columns.length} (${this.columns.join(",")}).`,
      });
      return;
    }
    const id = (cells[0] ?? "").trim();
    if (!this.acceptId(id, row)) return;
    const values = cells.slice(1).map((cell, k) => this.readCell(cell.trim(), row, this.format.targetColumns[k] ?? ""));
    this.firstRow.set(id, row);
    this.rows.set(id, values);
  }

  private readHeader(cells: string[]): void {
    this.headerSeen = true;
    const header = cells.map((cell) => cell.trim());
    if (header.length === this.columns.length && header.every((cell, k) => cell === this.columns[k])) return;
    this.headerWrong = true;
    this.full = true;
    this.report({
      code: "wrong-header",
      row: 1,
      message: `row 1: the header is "${short(header.join(","))}", it must be "${this.columns.join(",")}" as in sample_submission.csv.`,
    });
  }

  private acceptId(id: string, row: number): boolean {
    const first = this.firstRow.get(id);
    if (first !== undefined) {
      this.report({
        code: "duplicate-id",
        row,
        message: `row ${row}: id ${short(id)} appears a second time (first in row ${first}). Each test id stands once.`,
      });
      return false;
    }
    if (this.format.ids && !this.format.ids.has(id)) {
      this.report({
        code: "unknown-id",
        row,
        message: `row ${row}: ${id === "" ? "the id is empty" : `id "${short(id)}" is not in the test data`}. Take the ids from test.csv.`,
      });
      return false;
    }
    return true;
  }

  private readCell(cell: string, row: number, column: string): string {
    if (cell === "") {
      this.report({ code: "empty-cell", row, message: `row ${row}: ${column} is empty.` });
      return cell;
    }
    if (this.labels) return this.readLabel(cell, row, column, this.labels);
    if (this.format.cell.kind === "number" && !Number.isFinite(decimal(cell))) {
      this.report({
        code: "not-a-number",
        row,
        message: `row ${row}: ${column} is "${short(cell)}", which is not a finite number.`,
      });
    }
    return cell;
  }

  private readLabel(cell: string, row: number, column: string, labels: ReadonlyMap<string, string>): string {
    const label = labels.get(canonicalLabel(cell));
    if (label !== undefined) return label;
    const known = [...labels.values()];
    const numeric = known.every((one) => Number.isFinite(decimal(one)));
    const isNumber = Number.isFinite(decimal(cell));
    const allowed = known.length <= 12 ? known.join(", ") : `${known.slice(0, 12).join(", ")}, …`;
    this.report({
      code: numeric && !isNumber ? "not-a-number" : "unknown-label",
      row,
      message: `row ${row}: ${column} is "${short(cell)}"${numeric && !isNumber ? ", which is not a number" : ""}. Allowed: ${allowed}.`,
    });
    return cell;
  }

  private tooMany(): void {
    this.full = true;
    this.report({
      code: "too-many-rows",
      message: `The file has far more rows than the ${this.format.ids?.size ?? 0} test ids; the rest was not read.`,
    });
  }

  private report(problem: InputProblem): void {
    this.count++;
    if (this.problems.length < problemsShown) this.problems.push(problem);
  }

  finish(): Parsed<Predictions> {
    if (!this.headerSeen) return { ok: false, problems: [{ code: "file-empty", message: "The file is empty." }] };
    if (!this.headerWrong && !this.full) this.reportMissing();
    if (this.count === 0) return { ok: true, value: this.rows };
    const hidden = this.count - this.problems.length;
    const last = this.problems.at(-1);
    if (hidden > 0 && last)
      this.problems[this.problems.length - 1] = { ...last, message: `${last.message} And ${hidden} more problems.` };
    return { ok: false, problems: this.problems };
  }

  private reportMissing(): void {
    if (!this.format.ids) return;
    const missing: string[] = [];
    let count = 0;
    for (const id of this.format.ids) {
      if (this.firstRow.has(id)) continue;
      count++;
      if (missing.length < 5) missing.push(id);
    }
    if (count === 0) return;
    this.report({
      code: "missing-id",
      message: `${count} of ${this.format.ids.size} test ids are missing, first ${missing.join(", ")}. Predict every row of test.csv.`,
    });
  }
}

/** A number as people and pandas write it; NaN for anything else (no hexadecimal, no spaces, no "Infinity"). */
function decimal(cell: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
}

function canonicalLabel(label: string): string {
  const value = decimal(label);
  return Number.isFinite(value) ? String(value) : label;
}

function short(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a hostile file are made visible
  const shown = text.replace(/[\u0000-\u001f\u007f]/g, "·");
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
