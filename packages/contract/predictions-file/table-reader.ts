import type { InputProblem, Parsed } from "../input-problem.ts";
import { startsAsUtf16, textProblem } from "../text-file.ts";
import { readRecords } from "./csv-records.ts";
import type { PredictionTable } from "./prediction-table.ts";
import { SimpleLines } from "./simple-lines.ts";
import { type DecideFormat, TableBuilder } from "./table-builder.ts";

const maximumBytes = 512 * 2 ** 20;
/** So much is given to the CSV parser at a time, or up to the next line end. */
const blockBytes = 64 * 2 ** 10;
const newline = 10;

/**
 * Reads a CSV table piece by piece: of the file only the line is kept that is not yet whole. Lines of numbers are read
 * from the bytes, the others by papaparse; in what way, and in which pieces the bytes came, changes nothing.
 */
export class TableReader {
  private readonly builder: TableBuilder;
  private simple: SimpleLines | null = null;
  /** What is not read yet, and of how many bytes it must be before reading is tried again. */
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private wanted = 0;
  private total = 0;
  private beginning = new Uint8Array(0);
  private refusal: InputProblem | null = null;

  constructor(decide: DecideFormat) {
    this.builder = new TableBuilder(decide);
  }

  push(chunk: Uint8Array): void {
    if (this.beginning.length < 3) this.beginning = joined([this.beginning, chunk.subarray(0, 3)]);
    // Said of the whole file, also when a line before it was found to be no UTF-8: where the file is cut must not matter.
    const nul = this.refusal === null || this.refusal.code === "not-utf8" ? chunk.indexOf(0) : -1;
    if (nul !== -1) this.refusal = textProblem.nul(this.total + nul);
    this.total += chunk.length;
    if (this.total > maximumBytes) this.refusal = textProblem.tooLarge(this.total, maximumBytes);
    if (this.refusal !== null || this.builder.full || chunk.length === 0) return;
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    if (this.waitingBytes >= this.wanted && chunk.lastIndexOf(newline) !== -1) this.readWaiting(false);
  }

  finish(): Parsed<PredictionTable> {
    if (this.refusal === null && !this.builder.full) this.readWaiting(true);
    if (this.total === 0) return { ok: false, problems: [textProblem.empty()] };
    if (this.total <= maximumBytes && startsAsUtf16(this.beginning)) this.refusal = textProblem.utf16();
    if (this.refusal !== null) return { ok: false, problems: [this.refusal] };
    return this.builder.finish();
  }

  private readWaiting(isLast: boolean): void {
    const bytes = joined(this.waiting);
    const read = this.readLines(bytes, isLast ? bytes.length : bytes.lastIndexOf(newline) + 1, isLast);
    // A copy, so that a long piece is not kept for its last line.
    const rest = bytes.slice(read);
    this.waiting = [rest];
    this.waitingBytes = rest.length;
  }

  /** Reads lines from the beginning of `bytes` up to `to`, and says how far it came. */
  private readLines(bytes: Uint8Array, to: number, isLast: boolean): number {
    let at = this.builder.columnCount === null && hasMark(bytes) ? 3 : 0;
    const lineEnd = bytes.lastIndexOf(newline, to - 1) + 1;
    while (at < to && !this.builder.full && this.refusal === null) {
      if (at < lineEnd) at = this.readSimple(bytes, at, lineEnd);
      if (at === to) break;
      const next = this.readBlock(bytes, at, to, isLast);
      if (next === -1) break;
      at = next;
    }
    return at;
  }

  private readSimple(bytes: Uint8Array, at: number, lineEnd: number): number {
    const columns = this.builder.columnCount;
    if (columns === null) return at;
    this.simple ??= new SimpleLines(columns);
    return this.simple.read(bytes, at, lineEnd, this.builder);
  }

  /**
   * Gives lines to the CSV parser, more of them while a quotation mark is open.
   * @returns where the next line begins; −1 when only what follows can close the mark
   */
  private readBlock(bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
    // The header alone first: it says what the lines below it are.
    for (let size = this.builder.columnCount === null ? 1 : blockBytes; ; size *= 2) {
      const found = bytes.indexOf(newline, from + size - 1);
      const end = found === -1 || found >= to ? to : found + 1;
      const text = this.decode(bytes.subarray(from, end));
      if (text === null) return end;
      const { line } = this.builder;
      if (readRecords(text, line, this.builder, isLast && end === to)) {
        this.builder.line = line + lineEnds(text);
        this.wanted = 0;
        return end;
      }
      if (end === to) {
        this.wanted = 2 * (end - from);
        return -1;
      }
    }
  }

  private decode(bytes: Uint8Array): string | null {
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    } catch {
      this.refusal = textProblem.notUtf8();
      return null;
    }
  }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only as Uint8Array<ArrayBuffer>;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
