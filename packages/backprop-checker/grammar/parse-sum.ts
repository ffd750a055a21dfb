import {
  accept,
  type Cursor,
  expectMark,
  grown,
  inBrackets,
  isMark,
  peek,
  refuse,
  splitToken,
  unexpected,
  within,
} from "./cursor.ts";
import { findName } from "./names.ts";
import { enclosed } from "./parse-brackets.ts";
import { asValue, parseExpression, parseProduct } from "./parse-operators.ts";
import { type SubscriptPart, subscriptParts } from "./parse-subscript.ts";
import type { Token } from "./token.ts";
import { type Expression, isCondition, type Span, type SumIndex } from "./tree.ts";

type Bounds = { over: SumIndex[]; where: Expression | null };

/** `\sum_k`, `\sum_{k=1}^n`, `\sum_{k \neq j}`, `∑_k`, `sum_k`: the body is the next term, as far as it holds k. */
export function parseBigSum(cursor: Cursor, parts: SubscriptPart[] = [], span?: Span): Expression {
  const { start } = span ?? peek(cursor);
  if (span === undefined) cursor.at += 1;
  let lower = parts;
  let upper: Expression | null = null;
  for (;;) {
    if (isMark(peek(cursor), "_")) lower = subscriptParts(cursor, ":");
    else if (accept(cursor, "^") !== null) upper = parseUpper(cursor);
    else break;
  }
  if (lower.length === 0) throw unexpected(cursor, "A sum needs its index: sum_k, or sum(…, k).");
  const bounds = readBounds(cursor, lower, upper);
  if (bounds.over.length === 0) throw unexpected(cursor, "A sum needs its index: sum_k, or sum(…, k).");
  const names = bounds.over.map((index) => index.name);
  const body = withBound(cursor, bounds, () => asValue(parseProduct(cursor, names)));
  return nested(cursor, bounds, body, { start, end: body.end });
}

/** `sum(x[k]*y[k], k)`, `sum(…, k != j)`, `sum(…, k, 1, n)`, `sum(…, i, j)`; `sum(x)` adds all entries. */
export function parseSumCall(cursor: Cursor, span: Span): Expression {
  const rest = argumentsAfterFirst(cursor);
  const limits = rest.length >= 3 && rest.slice(1, 3).every((part) => isLimit(cursor, part));
  const named = limits ? rest.slice(0, 1) : rest;
  const names = named.flatMap((part) => boundName(cursor, part) ?? []);
  const [{ body, bounds }] = enclosed(cursor, (inside) => {
    const outer = inside.bound;
    inside.bound = [...outer, ...names];
    const read = asValue(parseExpression(inside));
    const found: Bounds = { over: [], where: null };
    if (limits) found.over.push(readLimits(inside));
    while (accept(inside, ",") !== null) addBound(inside, found, parseExpression(inside), null);
    inside.bound = outer;
    return { body: read, bounds: found };
  });
  const end = peek(cursor, -1).end;
  if (bounds.over.length === 0) {
    return grown(cursor, { kind: "call", name: "sum", primes: 0, of: [body], start: span.start, end });
  }
  return nested(cursor, bounds, body, { start: span.start, end });
}

/** A sum over several indices is a sum of sums; the condition belongs to the innermost. */
function nested(cursor: Cursor, { over, where }: Bounds, body: Expression, span: Span): Expression {
  return over.reduceRight<Expression>((inside, index, n) => {
    const test = n === over.length - 1 ? where : null;
    return grown(cursor, { kind: "sum", over: index, where: test, body: inside, ...span });
  }, body);
}

function parseUpper(cursor: Cursor): Expression {
  if (isMark(peek(cursor), "{", "(")) return asValue(enclosed(cursor, parseExpression)[0]);
  const token = peek(cursor);
  if (token.kind === "mark" || token.kind === "end") throw unexpected(cursor, "The upper limit should follow the ^.");
  if (cursor.format === "latex") splitToken(cursor, 1);
  const one = peek(cursor);
  cursor.at += 1;
  return asValue(inBrackets(within(cursor, [one]), parseExpression));
}

function readBounds(cursor: Cursor, lower: SubscriptPart[], upper: Expression | null): Bounds {
  const bounds: Bounds = { over: [], where: null };
  const parts = lower.flatMap((part) => separateLetters(cursor, part));
  const names = parts.flatMap((part) => boundName(cursor, part.tokens) ?? []);
  const outer = cursor.bound;
  cursor.bound = [...outer, ...names];
  for (const part of parts) {
    const inner = within(cursor, part.tokens);
    const tree = parseExpression(inner);
    if (peek(inner).kind !== "end") throw unexpected(inner, "A sum runs over an index such as k, k=1 or k ≠ j.");
    addBound(cursor, bounds, tree, upper);
  }
  cursor.bound = outer;
  return bounds;
}

/** `\sum_{ij}` runs over both. */
function separateLetters(cursor: Cursor, part: SubscriptPart): SubscriptPart[] {
  const token = part.tokens[0];
  if (part.tokens.length !== 1 || token?.kind !== "word" || token.text.length !== 2) return [part];
  if (findName(cursor.names, token.text) !== null || !/^[a-z]+$/.test(token.text)) return [part];
  return [...token.text].map((text, n) => ({
    text,
    tokens: [{ ...token, text, start: token.start + n, end: token.start + n + 1 }],
  }));
}

function addBound(cursor: Cursor, bounds: Bounds, tree: Expression, upper: Expression | null): void {
  const add = (name: string, from: Expression | null) => {
    if (bounds.over.some((index) => index.name === name)) return;
    const one: Expression = { kind: "number", text: "1", start: tree.start, end: tree.end };
    const start = from ?? (upper === null ? null : one);
    bounds.over.push({ name, from: start, to: upper, start: tree.start, end: tree.end });
  };
  if (tree.kind === "name") {
    add(tree.name, null);
    return;
  }
  const limited = tree.kind === "comparison" && tree.op === "==" && tree.left.kind === "name" ? tree.left.name : null;
  if (limited !== null && isIndexName(cursor, limited) && !bounds.over.some((index) => index.name === limited)) {
    add(limited, tree.kind === "comparison" ? tree.right : null);
    return;
  }
  if (!isCondition(tree)) throw refuse("unexpected-token", tree, "a sum runs over an index such as k, k=1 or k ≠ j.");
  const first = leftmost(tree);
  if (first !== null && isIndexName(cursor, first)) add(first, null);
  const both: Expression | null =
    bounds.where === null
      ? tree
      : { kind: "logic", op: "and", left: bounds.where, right: tree, start: bounds.where.start, end: tree.end };
  bounds.where = both === null ? null : grown(cursor, both);
}

function isIndexName(cursor: Cursor, name: string): boolean {
  const meaning = findName(cursor.names, name);
  return meaning === null || meaning.kind === "index";
}

/** In `k ≠ j` the sum runs over k. */
function leftmost(tree: Expression): string | null {
  if (tree.kind === "name") return tree.name;
  return tree.kind === "comparison" || tree.kind === "logic" ? leftmost(tree.left) : null;
}

function withBound<T>(cursor: Cursor, bounds: Bounds, read: () => T): T {
  const outer = cursor.bound;
  cursor.bound = [...outer, ...bounds.over.map((index) => index.name)];
  const result = read();
  cursor.bound = outer;
  return result;
}

function readLimits(cursor: Cursor): SumIndex {
  expectMark(cursor, ",");
  const token = peek(cursor);
  const name = asValue(parseExpression(cursor));
  if (name.kind !== "name") throw refuse("unexpected-token", token, "the index of the sum should stand here.");
  expectMark(cursor, ",");
  const from = asValue(parseExpression(cursor));
  expectMark(cursor, ",");
  const to = asValue(parseExpression(cursor));
  return { name: name.name, from, to, start: name.start, end: to.end };
}

/** The tokens of the arguments behind the first, looked at ahead: the body is read with its index known. */
function argumentsAfterFirst(cursor: Cursor): Token[][] {
  const list: Token[][] = [];
  let depth = 0;
  for (let ahead = 0; ; ahead += 1) {
    const token = peek(cursor, ahead);
    if (token.kind === "end") return list;
    if (isMark(token, "(", "[", "{", "\\{")) depth += 1;
    if (isMark(token, ")", "]", "}", "\\}")) depth -= 1;
    if (depth === 0) return list;
    if (depth === 1 && isMark(token, ",")) list.push([]);
    else list.at(-1)?.push(token);
  }
}

/** The index that a part of the bounds names: a word alone, or at its start one that means nothing else. */
function boundName(cursor: Cursor, tokens: Token[]): string | null {
  const first = tokens[0];
  if (first?.kind !== "word" || first.text.includes("_")) return null;
  const meaning = findName(cursor.names, first.text);
  if (tokens.length === 1) return meaning?.kind === "function" ? null : first.text;
  return meaning === null || meaning.kind === "index" ? first.text : null;
}

/** A limit of a sum is a number, a size, or a sum of these; a condition or a further index is none. */
function isLimit(cursor: Cursor, tokens: Token[]): boolean {
  const first = tokens[0];
  if (tokens.some((token) => isMark(token, "<", "<=", ">", ">=", "=", "==", "!="))) return false;
  if (tokens.length !== 1 || first?.kind !== "word") return tokens.length > 0;
  const meaning = findName(cursor.names, first.text);
  return meaning !== null && meaning.kind !== "index";
}
