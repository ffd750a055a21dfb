import type { GradientDiagnosisCode } from "@gradmark/contract";
import type { Names } from "./names.ts";
import type { Format, Token } from "./token.ts";
import type { Expression, Span } from "./tree.ts";
import { atCharacter, readingLimits, Unreadable } from "./unreadable.ts";

/** Where a recursive descent stands in its tokens, and what it may still spend. */
export type Cursor = {
  tokens: Token[];
  at: number;
  format: Format;
  names: Names;
  /** Indices that the sums around this place bind, declared by the problem or not. */
  bound: readonly string[];
  /** How many bars `|` and double bars `‖` are open here: the next one closes. */
  bars: number;
  doubleBars: number;
  depth: number;
  spent: { nodes: number };
};

export function peek(cursor: Cursor, ahead = 0): Token {
  const token = cursor.tokens[cursor.at + ahead] ?? cursor.tokens.at(-1);
  if (token === undefined) throw new Error("a token list ends with an end token");
  return token;
}

export function isMark(token: Token, ...texts: string[]): boolean {
  return token.kind === "mark" && texts.includes(token.text);
}

/** Steps over the next token if it is one of these marks. */
export function accept(cursor: Cursor, ...texts: string[]): Token | null {
  const token = peek(cursor);
  if (!isMark(token, ...texts)) return null;
  cursor.at += 1;
  return token;
}

export function expectMark(cursor: Cursor, text: string, opened?: Token): Token {
  const token = accept(cursor, text);
  if (token !== null) return token;
  const missing = text === "\\}" || text === "}" ? "}" : text;
  const where =
    opened === undefined ? "" : ` to close "${opened.text.replace("\\", "")}" of character ${opened.start + 1}`;
  throw unexpected(cursor, `"${missing}" is missing${where}.`);
}

/** The error at the next token, said for an end as an end. */
export function unexpected(cursor: Cursor, hint: string): Unreadable {
  const token = peek(cursor);
  if (token.kind === "end") return new Unreadable("unexpected-end", `The answer ends too early: ${hint}`, token);
  return new Unreadable(
    "unexpected-token",
    atCharacter(token, `"${showToken(token)}" is not expected. ${hint}`),
    token,
  );
}

export function refuse(code: GradientDiagnosisCode, span: Span, what: string): Unreadable {
  return new Unreadable(code, atCharacter(span, what), span);
}

/** Counts a node of the tree that is being built. */
export function grown<T extends Expression>(cursor: Cursor, tree: T): T {
  cursor.spent.nodes += 1;
  if (cursor.spent.nodes > readingLimits.nodes) {
    throw new Unreadable("too-long", `The answer has more than ${readingLimits.nodes} parts. Shorten it.`);
  }
  return tree;
}

/** Reads something nested one level deeper. */
export function deeper<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.depth += 1;
  if (cursor.depth > readingLimits.depth) {
    throw new Unreadable(
      "too-deep",
      `The answer is nested more than ${readingLimits.depth} levels deep.`,
      peek(cursor),
    );
  }
  const result = read(cursor);
  cursor.depth -= 1;
  return result;
}

/** A cursor over a part of the tokens, such as one subscript; it shares the budget. */
export function within(cursor: Cursor, tokens: Token[]): Cursor {
  const last = tokens.at(-1);
  const end = last?.end ?? peek(cursor).start;
  return {
    ...cursor,
    tokens: [...tokens, { kind: "end", text: "", start: end, end, whole: true }],
    at: 0,
    bars: 0,
    doubleBars: 0,
    depth: cursor.depth + 1,
  };
}

function showToken(token: Token): string {
  return token.text === "\\\\" ? "\\\\" : token.text.replace("\\", "");
}

/** Reads what stands in brackets: bars that were open outside do not close in here. */
export function inBrackets<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  const { bars, doubleBars } = cursor;
  cursor.bars = 0;
  cursor.doubleBars = 0;
  const result = read(cursor);
  cursor.bars = bars;
  cursor.doubleBars = doubleBars;
  return result;
}

/** Cuts the word or number at the cursor after `length` characters, as TeX does where braces are left out. */
export function splitToken(cursor: Cursor, length: number): void {
  const token = peek(cursor);
  // A letter with an accent, such as ŷ for yhat, is one letter however its name is spelt.
  const spelt = token.end - token.start === token.text.length;
  if (token.whole || !spelt || token.text.length <= length) return;
  const cut = token.start + length;
  const rest = token.text.slice(length);
  const kind = /^\d/.test(rest) ? "number" : "word";
  const first: Token = { ...token, text: token.text.slice(0, length), end: cut };
  cursor.tokens.splice(cursor.at, 1, first, { ...token, kind, text: rest, start: cut });
}
