import type { InputProblem, Parsed } from "../input-problem.ts";
import { textProblem } from "../text-file.ts";
import { type Cell, type Column, columnFor } from "./columns.ts";
import type { RecordSink } from "./csv-records.ts";
import { FoundProblems } from "./found-problems.ts";
import type { IdList } from "./id-list.ts";
import { PredictionTable } from "./prediction-table.ts";
import { RowPlaces } from "./row-places.ts";
import { rowProblem } from "./row-problems.ts";
import type { SimpleRowSink } from "./simple-lines.ts";

/** The columns behind the id column, and the ids; null takes whatever ids the file has, each once. */
export interface TableFormat {
  columns: readonly { name: string; cell: Cell }[];
  ids: IdList | null;
}

/** Says what a file with this header must look like, or what is wrong with the header. */
export type DecideFormat = (header: readonly string[]) => TableFormat | { problem: InputProblem };

/** Rows that are read beyond the expected ones before the file is refused as a whole. */
const spareRows = 1000;

/**
 * Puts rows into columns. A row of numbers comes as numbers, any other row, and every row with a mistake, as text;
 * what is stored and said does not depend on the way it came.
 */
export class TableBuilder implements RecordSink, SimpleRowSink {
  /** Nothing more is to be read. */
  full = false;
  /** The line of the file where reading goes on; 1 is the header. */
  line = 1;
  private readonly decide: DecideFormat;
  private readonly problems = new FoundProblems();
  private headerSeen = false;
  private header: readonly string[] = [];
  private format: TableFormat = { columns: [], ids: null };
  private columns: Column[] = [];
  private places = new RowPlaces(null);
  private records = 0;
  private limit = Number.POSITIVE_INFINITY;

  constructor(decide: DecideFormat) {
    this.decide = decide;
  }

  /** Columns behind the id; null before the header was read. */
  get columnCount(): number | null {
    return this.headerSeen ? this.columns.length : null;
  }

  acceptNumbers(id: number, values: Float64Array): boolean {
    const place = this.records < this.limit ? this.places.forNumber(id) : -1;
    if (place === -1) return false;
    if (place >= this.places.room) this.grow();
    for (let k = 0; k < values.length; k++)
      if (!(this.columns[k] as Column).storeNumber(place, values[k] as number)) return false;
    this.places.takeNumber(id, place, this.line);
    this.line++;
    this.records++;
    return true;
  }

  badQuote(line: number): void {
    this.full ||= !this.headerSeen;
    this.headerSeen = true;
    this.problems.add(rowProblem.badQuote(line));
  }

  readRecord(cells: readonly string[], line: number): void {
    if (!this.headerSeen) {
      this.readHeader(cells.map((cell) => cell.trim()));
      return;
    }
    if (cells.length === 1 && cells[0]?.trim() === "") return;
    this.records++;
    if (this.records > this.limit) {
      this.full = true;
      this.problems.add(rowProblem.tooManyRows(this.places.ids.size));
    } else if (cells.length !== this.header.length)
      this.problems.add(rowProblem.columnCount(line, cells.length, this.header));
    else this.readRow(cells, line);
  }

  finish(): Parsed<PredictionTable> {
    if (!this.headerSeen) return { ok: false, problems: [textProblem.empty()] };
    const { ids, open } = this.places;
    const missing = this.full || open ? { count: 0, first: [] } : this.places.missing();
    if (missing.count > 0) this.problems.add(rowProblem.missingIds(missing, ids.size));
    if (this.problems.count > 0) return { ok: false, problems: this.problems.list() };
    for (const column of this.columns) column.resize(ids.size);
    return { ok: true, value: new PredictionTable(ids, this.header, this.columns) };
  }

  private readHeader(header: readonly string[]): void {
    this.headerSeen = true;
    this.header = header;
    const format = this.decide(header);
    if ("problem" in format) {
      this.full = true;
      this.problems.add(format.problem);
      return;
    }
    this.format = format;
    this.places = new RowPlaces(format.ids);
    if (format.ids !== null) this.limit = format.ids.size + spareRows;
    this.columns = format.columns.map(({ cell }) => columnFor(cell, this.places.room));
  }

  private readRow([first = "", ...cells]: readonly string[], line: number): void {
    const id = first.trim();
    const { place, before } = this.places.forText(id);
    if (place === -1) this.problems.add(rowProblem.unknownId(line, id));
    else if (before !== 0) this.problems.add(rowProblem.duplicateId(line, id, before));
    else {
      if (place >= this.places.room) this.grow();
      this.places.takeText(id, place, line);
      for (const [k, cell] of cells.entries()) this.readCell(k, place, cell.trim(), line);
    }
  }

  private readCell(k: number, place: number, text: string, line: number): void {
    if (text !== "" && this.columns[k]?.storeText(place, text)) return;
    const { name, cell } = this.format.columns[k] ?? { name: "", cell: { kind: "text" } };
    this.problems.add(rowProblem.badCell(line, name, text, cell));
  }

  private grow(): void {
    this.places.grow();
    for (const column of this.columns) column.resize(this.places.room);
  }
}
