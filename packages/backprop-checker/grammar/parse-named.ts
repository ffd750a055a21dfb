import { type Cursor, grown, isMark, peek, refuse, splitToken } from "./cursor.ts";
import { lowerFirst } from "./lower-first.ts";
import { findName, knownWords, type Meaning } from "./names.ts";
import { parseCall } from "./parse-call.ts";
import { indicesOf, type SubscriptPart, subscriptParts } from "./parse-subscript.ts";
import { nearest } from "./suggest.ts";
import type { Token } from "./token.ts";
import type { Expression, Span } from "./tree.ts";

/** A name as it stands in an answer: what it means, and the subscripts that are not part of it. */
export type NamedPlace = { meaning: Meaning; parts: SubscriptPart[]; span: Span };

/** A name with its indices, a constant, or a call. */
export function parseNamed(cursor: Cursor): Expression {
  const place = readName(cursor);
  const { meaning, parts, span } = place;
  switch (meaning.kind) {
    case "function":
      return parseCall(cursor, place);
    case "hidden":
      throw refuse("hidden-name", span, `${meaning.name} may not be used in this answer: write it out.`);
    case "loss":
      throw refuse("unknown-name", span, `${meaning.name} has no value here; only its derivatives are given.`);
    case "value":
      return indexed(cursor, meaning, parts, span);
    default: {
      if (parts.length > 0) throw refuse("unexpected-index", span, `${meaning.name} takes no index.`);
      return grown(cursor, { kind: "name", name: meaning.name, ...span });
    }
  }
}

/** The name and those of its indices that stand as subscripts or in square brackets. */
export function indexed(
  cursor: Cursor,
  meaning: Meaning & { kind: "value" },
  parts: SubscriptPart[],
  span: Span,
): Expression {
  const name: Expression = grown(cursor, { kind: "name", name: meaning.name, ...span });
  if (parts.length === 0) return name;
  if (meaning.rank === 0) {
    throw refuse("unexpected-index", span, `${meaning.name} is a single number and takes no index.`);
  }
  const at = indicesOf(cursor, parts, meaning.rank);
  return grown(cursor, { kind: "entry", of: name, at, start: span.start, end: peek(cursor, -1).end });
}

/** Reads the longest name of the problem that stands here; the subscripts behind it are given apart. */
export function readName(cursor: Cursor): NamedPlace {
  const spelled = readSpelling(cursor);
  if (spelled !== null) return spelled;
  const token = peek(cursor);
  if (token.kind !== "word") throw refuse("unexpected-token", token, `a name should stand here.`);
  if (cursor.format === "latex") cutToKnown(cursor);
  else cutBehindNumber(cursor);
  lowerFirst(cursor);
  const word = peek(cursor);
  cursor.at += 1;
  const [base = "", ...rest] = word.text.split("_");
  const parts = plainParts(word, base.length, rest);
  while (isMark(peek(cursor), "_")) parts.push(...subscriptParts(cursor));
  for (let taken = parts.length; taken >= 0; taken -= 1) {
    const candidate = [base, ...parts.slice(0, taken).map((part) => part.text)].join("_");
    const meaning = meaningOf(cursor, candidate);
    if (meaning === null || isMisspelt(cursor, meaning, parts.slice(taken))) continue;
    const end = taken === 0 ? word.end : (parts[taken - 1]?.tokens.at(-1)?.end ?? word.end);
    return { meaning, parts: parts.slice(taken), span: { start: word.start, end: Math.max(end, word.start + 1) } };
  }
  throw unknownName(cursor, word, [base, ...parts.map((part) => part.text)].join("_"));
}

/** `x_uot` is no index of the number `x`, but a slip for `x_out`. */
function isMisspelt(cursor: Cursor, meaning: Meaning, rest: SubscriptPart[]): boolean {
  if (meaning.kind !== "value" || meaning.rank > 0) return false;
  return rest.some(({ text }) => /^[A-Za-z]{2,}$/.test(text) && meaningOf(cursor, text) === null);
}

/** An author's own TeX spelling of a name, such as `\hat{x}` or `x^{(1)}`. */
function readSpelling(cursor: Cursor): NamedPlace | null {
  for (const { tokens, name } of cursor.names.spellings) {
    const matches = tokens.every((token, n) => {
      const there = peek(cursor, n);
      return there.kind === token.kind && there.text === token.text;
    });
    const meaning = matches ? cursor.names.meanings.get(name) : undefined;
    if (meaning === undefined) continue;
    const start = peek(cursor).start;
    cursor.at += tokens.length;
    const span = { start, end: peek(cursor, -1).end };
    const parts: SubscriptPart[] = [];
    while (isMark(peek(cursor), "_")) parts.push(...subscriptParts(cursor));
    return { meaning, parts, span };
  }
  return null;
}

function meaningOf(cursor: Cursor, word: string): Meaning | null {
  if (cursor.bound.includes(word)) return { kind: "index", name: word };
  return findName(cursor.names, word);
}

/** In LaTeX `\beta xy` may stand for three names: cuts the run of letters after the longest one that is known. */
function cutToKnown(cursor: Cursor): void {
  const token = peek(cursor);
  if (token.whole || token.text.length < 2 || meaningOf(cursor, token.text) !== null) return;
  if (isMark(peek(cursor, 1), "_")) {
    const mark = cursor.at;
    const subscript = { ...cursor, tokens: cursor.tokens, at: cursor.at + 1 };
    const parts = subscriptParts(subscript);
    cursor.at = mark;
    if (meaningOf(cursor, [token.text, ...parts.map((part) => part.text)].join("_")) !== null) return;
    if (meaningOf(cursor, `${token.text}_${parts[0]?.text ?? ""}`) !== null) return;
  }
  for (let length = token.text.length - 1; length > 0; length -= 1) {
    const meaning = meaningOf(cursor, token.text.slice(0, length));
    if (meaning === null || !canBeRead(cursor, token.text.slice(length))) continue;
    splitToken(cursor, length);
    return;
  }
}

/** In plain text `x_1x_2` is one run of characters, and a product all the same. */
function cutBehindNumber(cursor: Cursor): void {
  const token = peek(cursor);
  const first = /^[A-Za-z]+_\d+(?=[A-Za-z])/.exec(token.text)?.[0];
  if (first === undefined || token.whole || meaningOf(cursor, token.text) !== null) return;
  if (meaningOf(cursor, first) !== null) splitToken(cursor, first.length);
}

function canBeRead(cursor: Cursor, letters: string): boolean {
  if (letters === "") return true;
  if (/^\d+$/.test(letters)) return false;
  for (let length = letters.length; length > 0; length -= 1) {
    const word = letters.slice(0, length);
    const known = meaningOf(cursor, word) !== null || isMark(peek(cursor, 1), "_");
    if (known && canBeRead(cursor, letters.slice(length))) return true;
  }
  return false;
}

/** The parts of a plain word behind its first underscore, with the places where they stand. */
function plainParts(word: Token, baseLength: number, rest: string[]): SubscriptPart[] {
  let at = word.start + baseLength;
  return rest.map((text) => {
    const start = Math.min(at + 1, word.end - 1);
    at = start + text.length;
    const kind = /^\d+$/.test(text) ? "number" : "word";
    return { text, tokens: [{ kind, text, start, end: Math.min(at, word.end), whole: true }] };
  });
}

function unknownName(cursor: Cursor, word: Token, typed: string): Error {
  const called = isMark(peek(cursor), "(") && word.text.length > 2;
  const near = nearest(typed, knownWords(cursor.names));
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  if (called)
    return refuse("unknown-function", word, `"${word.text}" is not a function or name of this problem.${hint}`);
  return refuse("unknown-name", word, `"${typed}" is not a name of this problem.${hint}`);
}
