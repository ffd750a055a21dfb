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
} from "./cursor.ts";
import { parseOperand } from "./parse-operand.ts";
import { asValue, parseExpression, parseValue } from "./parse-operators.ts";
import type { Token } from "./token.ts";
import { type Expression, isCondition } from "./tree.ts";

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["\\{", "\\}"],
]);

/** `( … )`, `\{ … \}`, `{ … }`: a value, or a comparison that counts as 1 or 0. */
export function parseGroup(cursor: Cursor): Expression {
  const [tree, open] = enclosed(cursor, parseExpression);
  const span = { start: open.start, end: peek(cursor, -1).end };
  return isCondition(tree) ? grown(cursor, { kind: "bracket", test: tree, ...span }) : { ...tree, ...span };
}

/** An Iverson bracket `[a < b]`; around a plain value square brackets are brackets. */
export function parseBracket(cursor: Cursor): Expression {
  const [tree, open] = enclosed(cursor, parseExpression);
  const span = { start: open.start, end: peek(cursor, -1).end };
  return isCondition(tree) ? grown(cursor, { kind: "bracket", test: tree, ...span }) : { ...tree, ...span };
}

/** `|x|` */
export function parseBars(cursor: Cursor): Expression {
  const open = peek(cursor);
  cursor.at += 1;
  cursor.bars += 1;
  const of = parseValue(cursor);
  const close = expectMark(cursor, "|", open);
  cursor.bars -= 1;
  return grown(cursor, { kind: "call", name: "abs", primes: 0, of: [of], start: open.start, end: close.end });
}

/** `\|x\|` and `\|x\|_2`: the Euclidean norm. */
export function parseNorm(cursor: Cursor): Expression {
  const open = peek(cursor);
  cursor.at += 1;
  cursor.doubleBars += 1;
  const of = parseValue(cursor);
  expectMark(cursor, "‖", open);
  cursor.doubleBars -= 1;
  if (accept(cursor, "_") !== null) {
    const braced = accept(cursor, "{");
    const which = peek(cursor);
    if (which.text !== "2") throw refuse("unexpected-token", which, "only the 2-norm is read: \\|x\\|_2.");
    cursor.at += 1;
    if (braced !== null) expectMark(cursor, "}", braced);
  }
  const end = peek(cursor, -1).end;
  return grown(cursor, { kind: "call", name: "norm", primes: 0, of: [of], start: open.start, end });
}

/** `\frac{a}{b}`, `\frac12`, `\frac a b` */
export function parseFraction(cursor: Cursor): Expression {
  const { start } = peek(cursor);
  cursor.at += 1;
  const left = parseArgument(cursor);
  const right = parseArgument(cursor);
  return grown(cursor, { kind: "operation", op: "/", left, right, start, end: right.end });
}

/** `\sqrt{x}`, `\sqrt[3]{x}`, `√x` */
export function parseRoot(cursor: Cursor): Expression {
  const { start } = peek(cursor);
  cursor.at += 1;
  const degree = isMark(peek(cursor), "[") ? enclosed(cursor, parseValue)[0] : null;
  const of = isMark(peek(cursor), "(") ? parseGroup(cursor) : parseArgument(cursor);
  const span = { start, end: of.end };
  if (degree === null) return grown(cursor, { kind: "call", name: "sqrt", primes: 0, of: [asValue(of)], ...span });
  const one: Expression = { kind: "number", text: "1", start, end: start };
  const right: Expression = grown(cursor, { kind: "operation", op: "/", left: one, right: degree, ...span });
  return grown(cursor, { kind: "operation", op: "^", left: asValue(of), right, ...span });
}

/** `\mathbb{1}[x > 0]`, `\mathbb{1}_{x > 0}`, `\mathbb{1}\{x > 0\}`, `1_{x > 0}` */
export function parseIndicator(cursor: Cursor): Expression {
  const { start } = peek(cursor);
  cursor.at += 1;
  accept(cursor, "_");
  if (!isMark(peek(cursor), ...closers.keys())) throw unexpected(cursor, "An indicator needs its condition: [x > 0].");
  let [test] = enclosed(cursor, parseExpression);
  if (test.kind === "bracket") test = test.test;
  if (!isCondition(test)) throw refuse("condition-expected", test, "an indicator needs a condition such as x > 0.");
  return grown(cursor, { kind: "bracket", test, start, end: peek(cursor, -1).end });
}

/** The argument of a TeX command: a group in braces, or one digit, letter or command. */
export function parseArgument(cursor: Cursor): Expression {
  const token = peek(cursor);
  if (isMark(token, "{", "(")) return asValue(parseGroup(cursor));
  if (isMark(token, "-", "+")) throw unexpected(cursor, "Put braces around it.");
  if (token.kind === "number" || (token.kind === "word" && cursor.format === "latex")) splitToken(cursor, 1);
  return asValue(parseOperand(cursor));
}

/** Reads what stands between the bracket at the cursor and the one that closes it. */
export function enclosed<T>(cursor: Cursor, read: (cursor: Cursor) => T): [T, Token] {
  const open = peek(cursor);
  const close = closers.get(open.text);
  if (close === undefined) throw unexpected(cursor, "A bracket should open here.");
  cursor.at += 1;
  const inside = inBrackets(cursor, read);
  expectMark(cursor, close, open);
  return [inside, open];
}
