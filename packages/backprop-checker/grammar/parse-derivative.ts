import { accept, type Cursor, expectMark, isMark, peek, refuse, splitToken } from "./cursor.ts";
import { findName } from "./names.ts";
import { type NamedPlace, readName } from "./parse-named.ts";
import { indicesOf, parseEntries, subscriptParts } from "./parse-subscript.ts";
import type { Token } from "./token.ts";
import type { Expression, Span } from "./tree.ts";

/** One side of a derivative: the name behind `d` or `∂`, and its indices. */
export type Differential = Span & { name: string; at: Expression[] };
export type Derivative = Span & { of: Differential; by: Differential };

/** A derivative that the problem gives, as the value it is; null if no derivative stands here. */
export function tryDerivative(cursor: Cursor): Expression | null {
  const derivative = readDerivative(cursor);
  if (derivative === null) return null;
  const { of, by, start, end } = derivative;
  const meaning = cursor.names.derivatives.get(`${of.name}/${by.name}`);
  const written = `d${of.name}/d${by.name}`;
  if (meaning === undefined) {
    throw refuse("unknown-name", derivative, `${written} is not given in this problem: write it out.`);
  }
  if (meaning.kind === "target") {
    throw refuse("own-target", derivative, `${written} is what is asked for, so the answer cannot contain it.`);
  }
  const name: Expression = { kind: "name", name: meaning.name, start, end };
  if (by.at.length === 0) return name;
  if (meaning.rank === 0) throw refuse("unexpected-index", derivative, `${written} is a single number.`);
  return { kind: "entry", of: name, at: by.at, start, end };
}

/** Reads `dE/dx`, `\frac{\partial E}{\partial x}`, `\frac{d}{dx} E`, `\nabla_x E`, `\partial_x E`; leaves the cursor alone if none is there. */
export function readDerivative(cursor: Cursor): Derivative | null {
  if (!mayStartDerivative(peek(cursor))) return null;
  return firstOf(cursor, [readFraction, readOperator, readInline, readGradient]);
}

/** Every word comes past here, so what cannot be a derivative is passed over without a copy of the tokens. */
function mayStartDerivative(token: Token): boolean {
  return isMark(token, "frac", "∂", "∇") || (token.kind === "word" && token.text.startsWith("d"));
}

/** What the first reader that finds something says; each starts where the cursor stands, with the tokens uncut. */
function firstOf<T>(cursor: Cursor, readers: ((cursor: Cursor) => T | null)[]): T | null {
  const start = cursor.at;
  const tokens = [...cursor.tokens];
  for (const read of readers) {
    const found = read(cursor);
    if (found !== null) return found;
    cursor.at = start;
    cursor.tokens.splice(0, cursor.tokens.length, ...tokens);
  }
  return null;
}

function readFraction(cursor: Cursor): Derivative | null {
  const { start } = peek(cursor);
  if (!isMark(peek(cursor), "frac") || !isMark(peek(cursor, 1), "{")) return null;
  const ahead = peek(cursor, 2);
  if (!isMark(ahead, "∂") && !startsWithD(cursor, ahead.kind === "word" ? ahead.text : "")) return null;
  cursor.at += 2;
  const of = readDifferential(cursor);
  if (of === null || accept(cursor, "}") === null || accept(cursor, "{") === null) return null;
  const by = readDifferential(cursor);
  if (by === null || accept(cursor, "}") === null) return null;
  return { of, by, start, end: peek(cursor, -1).end };
}

/** `\frac{\partial}{\partial x} E` and `\frac{d}{dx} E`, where what is derived is one name, in brackets or not. */
function readOperator(cursor: Cursor): Derivative | null {
  const { start } = peek(cursor);
  if (!isMark(peek(cursor), "frac") || !isMark(peek(cursor, 1), "{") || !isMark(peek(cursor, 3), "}")) return null;
  if (!isMark(peek(cursor, 2), "∂") && !(peek(cursor, 2).text === "d" && startsWithD(cursor, "d"))) return null;
  cursor.at += 4;
  if (accept(cursor, "{") === null) return null;
  const by = readDifferential(cursor);
  if (by === null || accept(cursor, "}") === null || !namesSomething(cursor)) return null;
  const of = readBracketed(cursor, peek(cursor).start);
  return { of, by, start, end: peek(cursor, -1).end };
}

function readInline(cursor: Cursor): Derivative | null {
  const { start, kind, text } = peek(cursor);
  if (!isMark(peek(cursor), "∂") && !(kind === "word" && startsWithD(cursor, text))) return null;
  const of = readDifferential(cursor);
  if (of === null || accept(cursor, "/") === null) return null;
  const by = readDifferential(cursor);
  if (by === null) return null;
  return { of, by, start, end: peek(cursor, -1).end };
}

/** `\nabla_x E`, `\partial_x E` */
function readGradient(cursor: Cursor): Derivative | null {
  const nabla = accept(cursor, "∇", "∂");
  if (nabla === null) return null;
  if (nabla.text === "∂" && !isMark(peek(cursor), "_")) return null;
  if (!isMark(peek(cursor), "_")) throw refuse("unexpected-token", nabla, "write ∇ with the name behind it: ∇_x E.");
  cursor.at += 1;
  const braced = accept(cursor, "{");
  const by = withIndices(cursor, readName(cursor));
  if (braced !== null) expectMark(cursor, "}", braced);
  const of = readBracketed(cursor, peek(cursor).start);
  return { of, by, start: nabla.start, end: peek(cursor, -1).end };
}

function startsWithD(cursor: Cursor, word: string): boolean {
  return word.startsWith("d") && findName(cursor.names, word) === null;
}

/** `dE`, `d E`, `∂(X_out)_i`, `\partial X_{out,i}`, `dW[i,j]`; null if it is something else. */
function readDifferential(cursor: Cursor): Differential | null {
  const first = peek(cursor);
  if (accept(cursor, "∂") === null) {
    if (first.kind !== "word" || !startsWithD(cursor, first.text)) return null;
    if (first.text === "d") cursor.at += 1;
    else {
      cutD(cursor);
      cursor.at += 1;
    }
  }
  if (!namesSomething(cursor)) return null;
  return readBracketed(cursor, first.start);
}

/** A name in brackets or without, and its indices: `E`, `(X_{out})_i`. */
function readBracketed(cursor: Cursor, start: number): Differential {
  const open = accept(cursor, "(", "{");
  const place = readName(cursor);
  if (open !== null) expectMark(cursor, open.text === "(" ? ")" : "}", open);
  while (open !== null && isMark(peek(cursor), "_")) place.parts.push(...subscriptParts(cursor));
  return { ...withIndices(cursor, place), start };
}

/** Cuts the `d` off a word such as `dX_out`, also where the word is one piece. */
function cutD(cursor: Cursor): void {
  const token = peek(cursor);
  cursor.tokens[cursor.at] = { ...token, whole: false };
  splitToken(cursor, 1);
}

function namesSomething(cursor: Cursor): boolean {
  const token = isMark(peek(cursor), "(", "{") ? peek(cursor, 1) : peek(cursor);
  if (token.kind !== "word") return false;
  if (cursor.format === "latex") return true;
  const parts = token.text.split("_");
  return parts.some((_, n) => findName(cursor.names, parts.slice(0, n + 1).join("_")) !== null);
}

function withIndices(cursor: Cursor, place: NamedPlace): Differential {
  const { meaning, parts, span } = place;
  const rank = meaning.kind === "value" ? meaning.rank : 0;
  if (rank > 0 && parts.length === 0 && isMark(peek(cursor), "[")) {
    const at = parseEntries(cursor);
    return { name: meaning.name, at, start: span.start, end: peek(cursor, -1).end };
  }
  const at = parts.length === 0 ? [] : indicesOf(cursor, parts, rank === 0 ? null : rank);
  return { name: meaning.name, at, start: span.start, end: peek(cursor, -1).end };
}
