import { accept, type Cursor, deeper, expectMark, grown, isMark, peek, refuse, unexpected } from "./cursor.ts";
import { parseOperand, startsOperand } from "./parse-operand.ts";
import type { Token } from "./token.ts";
import { type Comparator, type Expression, isCondition, type Operator, partsOf } from "./tree.ts";

/**
 * Reads a whole expression by precedence climbing, from loose to tight: `?:`, or, and, comparison, sum, product
 * (written or by juxtaposition, from left to right), sign, power, what stands behind an operand.
 * Grammar: Pratt, "Top down operator precedence", 1973.
 */
export function parseExpression(cursor: Cursor): Expression {
  return deeper(cursor, parseChoice);
}

/** An expression that is a number: a bare comparison is refused, with the advice to put it in brackets. */
export function parseValue(cursor: Cursor): Expression {
  return asValue(parseExpression(cursor));
}

/** A sum of terms; stops at comparisons, commas and closing brackets. */
export function parseSumOfTerms(cursor: Cursor): Expression {
  let left = parseProduct(cursor);
  for (let sign = accept(cursor, "+", "-"); sign !== null; sign = accept(cursor, "+", "-")) {
    left = operation(cursor, sign.text as Operator, left, parseProduct(cursor));
  }
  return left;
}

/**
 * One term. With `until` it is the body of a sum over these indices, and ends behind the last factor that holds one:
 * `a/sum_k x_k/b` is (a/Σ x_k)/b, `sum_k x_k/y_k` the sum of the quotients.
 */
export function parseProduct(cursor: Cursor, until: readonly string[] = []): Expression {
  let left = parseSigned(cursor);
  let last = mentionsAny(left, until) ? { at: cursor.at, tree: left } : null;
  for (;;) {
    const sign = accept(cursor, "*", "/", ".*", "./");
    if (sign === null && !startsFactor(cursor)) break;
    const factor = sign === null ? parsePower(cursor) : parseSigned(cursor);
    left = operation(cursor, (sign?.text ?? "*") as Operator, left, factor);
    if (mentionsAny(factor, until)) last = { at: cursor.at, tree: left };
  }
  if (last === null) return left;
  cursor.at = last.at;
  return last.tree;
}

function mentionsAny(tree: Expression, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  if (tree.kind === "sum" && names.includes(tree.over.name)) return false;
  return (tree.kind === "name" && names.includes(tree.name)) || partsOf(tree).some((part) => mentionsAny(part, names));
}

export function asValue(tree: Expression): Expression {
  if (!isCondition(tree)) return tree;
  throw refuse("value-expected", tree, "a comparison is no number. In brackets, [a < b], it counts as 1 or 0.");
}

export function asCondition(tree: Expression): Expression {
  if (isCondition(tree)) return tree;
  if (tree.kind === "bracket") return tree.test;
  throw refuse("condition-expected", tree, "a condition such as i == j or x > 0 is expected.");
}

function parseChoice(cursor: Cursor): Expression {
  const first = parseOr(cursor);
  if (accept(cursor, "?") !== null) {
    const yes = asValue(deeper(cursor, parseChoice));
    expectMark(cursor, ":");
    return choice(cursor, asCondition(first), yes, asValue(deeper(cursor, parseChoice)));
  }
  if (cursor.format === "plain" && accept(cursor, "if") !== null) {
    const test = asCondition(parseOr(cursor));
    expectMark(cursor, "else");
    return choice(cursor, test, asValue(first), asValue(deeper(cursor, parseChoice)));
  }
  return first;
}

function choice(cursor: Cursor, test: Expression, yes: Expression, no: Expression): Expression {
  const start = Math.min(test.start, yes.start);
  return grown(cursor, { kind: "choice", test, yes, no, start, end: no.end });
}

function parseOr(cursor: Cursor): Expression {
  let left = parseAnd(cursor);
  while (accept(cursor, "or") !== null) left = logic(cursor, "or", left, parseAnd(cursor));
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  let left = parseNot(cursor);
  while (accept(cursor, "and") !== null) left = logic(cursor, "and", left, parseNot(cursor));
  return left;
}

function logic(cursor: Cursor, op: "and" | "or", left: Expression, right: Expression): Expression {
  const sides = { left: asCondition(left), right: asCondition(right) };
  return grown(cursor, { kind: "logic", op, ...sides, start: left.start, end: right.end });
}

function parseNot(cursor: Cursor): Expression {
  const not = accept(cursor, "not");
  if (not === null) return parseComparison(cursor);
  const of = asCondition(deeper(cursor, parseNot));
  return grown(cursor, { kind: "not", of, start: not.start, end: of.end });
}

/** A chain `a < b < c` means both comparisons. */
function parseComparison(cursor: Cursor): Expression {
  let left = parseSumOfTerms(cursor);
  let chain: Expression | null = null;
  for (let sign = acceptComparison(cursor); sign !== null; sign = acceptComparison(cursor)) {
    const right = asValue(parseSumOfTerms(cursor));
    const op = sign.text === "=" ? "==" : (sign.text as Comparator);
    const span = { start: left.start, end: right.end };
    const link: Expression = grown(cursor, { kind: "comparison", op, left: asValue(left), right, ...span });
    chain = chain === null ? link : logic(cursor, "and", chain, link);
    left = right;
  }
  return chain ?? left;
}

function acceptComparison(cursor: Cursor): Token | null {
  return accept(cursor, "<", "<=", ">", ">=", "==", "!=", "=");
}

function parseSigned(cursor: Cursor): Expression {
  const sign = accept(cursor, "-", "+");
  if (sign === null) return parsePower(cursor);
  const of = asValue(deeper(cursor, parseSigned));
  if (sign.text === "+") return of;
  return grown(cursor, { kind: "negation", of, start: sign.start, end: of.end });
}

/** Powers bind to the right, and tighter than a sign before them: `-x^2` is `-(x^2)`. */
function parsePower(cursor: Cursor): Expression {
  const base = parseOperand(cursor);
  const sign = accept(cursor, "^", ".^");
  if (sign === null) return base;
  const after = peek(cursor);
  if (sign.text === "^" && after.kind === "word" && after.text === "T" && isTransposition(cursor)) {
    cursor.at += 1;
    return transposed(cursor, base, after.end);
  }
  if (sign.text === "^" && isMark(after, "{") && isTransposition(cursor, 1) && isMark(peek(cursor, 2), "}")) {
    cursor.at += 3;
    return transposed(cursor, base, after.end);
  }
  const exponent = asValue(deeper(cursor, parseExponent));
  return operation(cursor, sign.text as Operator, base, exponent);
}

/** `T` is the mark of a transposition unless the problem has a name `T`. */
function isTransposition(cursor: Cursor, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  return token.kind === "word" && token.text === "T" && !cursor.names.meanings.has("T");
}

function transposed(cursor: Cursor, of: Expression, end: number): Expression {
  return grown(cursor, { kind: "transpose", of, start: of.start, end });
}

function parseExponent(cursor: Cursor): Expression {
  const sign = accept(cursor, "-", "+");
  if (sign !== null) {
    const of = parseExponent(cursor);
    return sign.text === "+" ? of : grown(cursor, { kind: "negation", of, start: sign.start, end: of.end });
  }
  const token = peek(cursor);
  const long = cursor.format === "latex" && token.kind === "number" && token.text.length > 1 && !token.whole;
  if (long) throw unexpected(cursor, `Without braces only the first digit is raised: write ^{${token.text}}.`);
  return parsePower(cursor);
}

/** Juxtaposition is a product, where an operand may start; two numbers side by side are a slip. */
function startsFactor(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (!startsOperand(cursor, token)) return false;
  const before = peek(cursor, -1);
  if (token.kind === "number" && before.kind === "number") {
    throw unexpected(cursor, "Two numbers stand side by side: write * between them.");
  }
  return true;
}

function operation(cursor: Cursor, op: Operator, left: Expression, right: Expression): Expression {
  const sides = { left: asValue(left), right: asValue(right) };
  return grown(cursor, { kind: "operation", op, ...sides, start: left.start, end: right.end });
}
