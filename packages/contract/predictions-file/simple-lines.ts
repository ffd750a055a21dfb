import { numberOf } from "./spelling.ts";

/** Takes a row of numbers without keeping `values`; false when anything about it needs a second look. */
export interface SimpleRowSink {
  acceptNumbers(id: number, values: Float64Array): boolean;
}

const comma = 44;
const newline = 10;
const carriageReturn = 13;
/** A whole number of so many digits, and a power of ten of so many zeros, are exact in a double. */
const exactDigits = 15;
const powersOfTen = Float64Array.from({ length: exactDigits + 1 }, (_, k) => 10 ** k);

/**
 * Reads lines that are nothing but numbers, straight from the bytes: a whole number as the id and a number in each
 * column, without blanks or quotation marks. It stops before the first line that is anything else, also one with a
 * mistake in it: that line belongs to the CSV parser, and so does every message.
 */
export class SimpleLines {
  private readonly values: Float64Array;
  private id = 0;

  constructor(columns: number) {
    this.values = new Float64Array(columns);
  }

  /**
   * @param from the beginning of a line
   * @param to behind a line end
   * @returns the beginning of the first line that was not taken
   */
  read(bytes: Uint8Array, from: number, to: number, sink: SimpleRowSink): number {
    let at = from;
    while (at < to) {
      const next = this.readLine(bytes, at);
      if (next === -1 || !sink.acceptNumbers(this.id, this.values)) return at;
      at = next;
    }
    return at;
  }

  /** The beginning of the next line, or −1. A line end stops every loop, so that none leaves the bytes. */
  private readLine(bytes: Uint8Array, from: number): number {
    let at = from;
    let id = 0;
    let digit = (bytes[at] as number) - 48;
    const first = digit;
    while (digit >= 0 && digit <= 9) {
      id = 10 * id + digit;
      digit = (bytes[++at] as number) - 48;
    }
    const digits = at - from;
    if (digits === 0 || digits > exactDigits || (first === 0 && digits > 1)) return -1;
    this.id = id;
    for (let column = 0; column < this.values.length; column++) {
      if (bytes[at] !== comma) return -1;
      at = this.readNumber(bytes, at + 1, column);
      if (at === -1) return -1;
    }
    if (bytes[at] === carriageReturn) at++;
    return bytes[at] === newline ? at + 1 : -1;
  }

  /**
   * Puts the number at `from` into its column. The quotient of two exact doubles is the nearest double to the written
   * number (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990, § 2).
   */
  private readNumber(bytes: Uint8Array, from: number, column: number): number {
    let at = from;
    let whole = 0;
    let digit = (bytes[at] as number) - 48;
    while (digit >= 0 && digit <= 9) {
      whole = 10 * whole + digit;
      digit = (bytes[++at] as number) - 48;
    }
    let digits = at - from;
    const beforePoint = digits;
    if (bytes[at] === 46) {
      digit = (bytes[++at] as number) - 48;
      while (digit >= 0 && digit <= 9) {
        whole = 10 * whole + digit;
        digits++;
        digit = (bytes[++at] as number) - 48;
      }
    }
    const end = bytes[at];
    const plain = digits > 0 && digits <= exactDigits && (end === comma || end === newline || end === carriageReturn);
    if (!plain) return this.readSpelling(bytes, from, column);
    this.values[column] = whole / (powersOfTen[digits - beforePoint] as number);
    return at;
  }

  /** A number with a sign, an exponent or many digits. */
  private readSpelling(bytes: Uint8Array, from: number, column: number): number {
    let text = "";
    let at = from;
    for (let byte = bytes[at] as number; isOfNumber(byte); byte = bytes[++at] as number)
      text += String.fromCharCode(byte);
    const value = numberOf(text);
    if (!Number.isFinite(value)) return -1;
    this.values[column] = value;
    return at;
  }
}

/** Digits, signs, the point and e or E. */
function isOfNumber(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46 || byte === 101 || byte === 69;
}
