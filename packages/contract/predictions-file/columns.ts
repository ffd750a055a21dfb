import { labelOf, numberOf } from "./spelling.ts";

/** What the cells of a column must be. */
export type Cell =
  /** One of a closed list, compared by value (7 and 7.0 are one label). */
  | { kind: "label"; labels: readonly string[] }
  | { kind: "number" }
  | { kind: "text" }
  /** A number, or anything else, which is NaN: for a solution, some rows of which may count nowhere. */
  | { kind: "number-or-nan" };

/** One column, a value a row: numbers, or the numbers of words. */
export type Column = NumberColumn | WordColumn;

export class NumberColumn {
  readonly kind = "number";
  values: Float64Array;
  private readonly strict: boolean;

  constructor(rows: number, strict = true) {
    this.values = new Float64Array(rows);
    this.strict = strict;
  }

  get length(): number {
    return this.values.length;
  }

  cell(row: number): string {
    return String(this.values[row]);
  }

  storeNumber(row: number, value: number): boolean {
    this.values[row] = value;
    return true;
  }

  /** Whether the text is what the column takes. */
  storeText(row: number, text: string): boolean {
    const value = numberOf(text);
    const good = Number.isFinite(value);
    this.values[row] = good ? value : Number.NaN;
    return good || !this.strict;
  }

  /** The column of these rows only. */
  take(rows: Int32Array): NumberColumn {
    const taken = new NumberColumn(0, this.strict);
    taken.values = Float64Array.from(rows, (row) => this.values[row] as number);
    return taken;
  }

  resize(rows: number): void {
    const kept = this.values;
    this.values = new Float64Array(rows);
    this.values.set(kept.subarray(0, rows));
  }
}

/** Whole numbers up to this find their word without text being made of them. */
const smallNumbers = 1024;

export class WordColumn {
  readonly kind = "words";
  /** The word of each row. */
  codes: Int32Array;
  /** The different words, each a label by its value: 7.0 is kept as 7. */
  readonly words: string[] = [];
  private readonly codeOf = new Map<string, number>();
  private readonly codeOfNumber = new Int32Array(smallNumbers).fill(-1);
  private readonly closed: boolean;

  constructor(rows: number, labels?: readonly string[]) {
    this.codes = new Int32Array(rows);
    this.closed = labels !== undefined;
    for (const label of labels ?? []) {
      this.codeOf.set(labelOf(label), this.words.length);
      this.words.push(label);
    }
  }

  get length(): number {
    return this.codes.length;
  }

  cell(row: number): string {
    return this.words[this.codes[row] as number] ?? "";
  }

  storeNumber(row: number, value: number): boolean {
    const small = value >= 0 && value < smallNumbers && Number.isInteger(value);
    let code = small ? (this.codeOfNumber[value] as number) : -1;
    if (code === -1) {
      code = this.codeOfWord(String(value));
      if (code === -1) return false;
      if (small) this.codeOfNumber[value] = code;
    }
    this.codes[row] = code;
    return true;
  }

  storeText(row: number, text: string): boolean {
    const code = this.codeOfWord(labelOf(text));
    if (code === -1) return false;
    this.codes[row] = code;
    return true;
  }

  /** The column of these rows only; it knows no other words. */
  take(rows: Int32Array): WordColumn {
    const taken = new WordColumn(0, this.words);
    taken.codes = Int32Array.from(rows, (row) => this.codes[row] as number);
    return taken;
  }

  resize(rows: number): void {
    const kept = this.codes;
    this.codes = new Int32Array(rows);
    this.codes.set(kept.subarray(0, rows));
  }

  private codeOfWord(word: string): number {
    const known = this.codeOf.get(word);
    if (known !== undefined) return known;
    if (this.closed) return -1;
    const code = this.words.push(word) - 1;
    this.codeOf.set(word, code);
    return code;
  }
}

export function columnFor(cell: Cell, rows: number): Column {
  if (cell.kind === "label") return new WordColumn(rows, cell.labels);
  return cell.kind === "text" ? new WordColumn(rows) : new NumberColumn(rows, cell.kind === "number");
}
