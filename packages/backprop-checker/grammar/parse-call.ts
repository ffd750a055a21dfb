import { accept, type Cursor, expectMark, grown, inBrackets, isMark, peek, refuse, unexpected } from "./cursor.ts";
import { enclosed } from "./parse-brackets.ts";
import type { NamedPlace } from "./parse-named.ts";
import { parseOperand, startsOperand } from "./parse-operand.ts";
import { asValue, parseExpression } from "./parse-operators.ts";
import { indicesOf, type SubscriptPart } from "./parse-subscript.ts";
import { parseBigSum, parseSumCall } from "./parse-sum.ts";
import type { Token } from "./token.ts";
import type { Expression, Operator } from "./tree.ts";

/** A function with its argument: `exp(x)`, `\tanh^2 x`, `\sigma'(x)`, `delta_ij`, `sum(x[k], k)`. */
export function parseCall(cursor: Cursor, place: NamedPlace): Expression {
  const { meaning, parts, span } = place;
  if (meaning.kind !== "function") throw new Error("only a function is called");
  if (meaning.name === "sum") {
    const called = isMark(peek(cursor), "(") && parts.length === 0;
    return called ? parseSumCall(cursor, span) : parseBigSum(cursor, parts, span);
  }
  if (meaning.name === "delta" && parts.length > 0) return deltaOf(cursor, place);
  if (parts.length > 0) throw refuse("unexpected-index", span, `${meaning.name} is a function and takes no index.`);
  const primes = readPrimes(cursor);
  const power = accept(cursor, "^") === null ? null : parseRaised(cursor);
  const of = readArguments(cursor, meaning.name);
  const [least, most] = meaning.arity;
  if (of.length < least || of.length > most) {
    const wanted = least === most ? `${least}` : `at least ${least}`;
    throw refuse(
      "wrong-arity",
      span,
      `${meaning.name} takes ${wanted} argument${least === 1 ? "" : "s"}, not ${of.length}.`,
    );
  }
  const end = peek(cursor, -1).end;
  if (meaning.name === "transpose" && of[0] !== undefined) {
    return grown(cursor, { kind: "transpose", of: of[0], start: span.start, end });
  }
  const call: Expression = grown(cursor, { kind: "call", name: meaning.name, primes, of, start: span.start, end });
  if (power === null) return call;
  return grown(cursor, { kind: "operation", op: "^" as Operator, left: call, right: power, start: span.start, end });
}

/** `delta_ij`, `\delta_{i,j}`, `\delta_{i=j}` is 1 where the indices agree. */
function deltaOf(cursor: Cursor, { parts, span }: NamedPlace): Expression {
  const of = indicesOf(cursor, parts.flatMap(separateSides), 2);
  if (of.length !== 2) throw refuse("wrong-arity", span, `delta takes 2 indices, not ${of.length}.`);
  const end = peek(cursor, -1).end;
  return grown(cursor, { kind: "call", name: "delta", primes: 0, of, start: span.start, end });
}

/** `i=j` as `i,j`. */
function separateSides(part: SubscriptPart): SubscriptPart[] {
  const at = part.tokens.findIndex((token) => isMark(token, "=", "=="));
  if (at < 1 || at === part.tokens.length - 1) return [part];
  return [part.tokens.slice(0, at), part.tokens.slice(at + 1)].map((tokens) => ({
    tokens,
    text: tokens.map(({ text }) => text).join(""),
  }));
}

/** `'`, `''`, `^\prime` and `^{\prime}` */
function readPrimes(cursor: Cursor): number {
  let primes = 0;
  for (;;) {
    if (accept(cursor, "'") !== null) primes += 1;
    else if (isMark(peek(cursor), "^") && isMark(peek(cursor, 1), "'")) {
      cursor.at += 2;
      primes += 1;
    } else if (isMark(peek(cursor), "^") && isMark(peek(cursor, 1), "{") && isMark(peek(cursor, 2), "'")) {
      cursor.at += 2;
      while (accept(cursor, "'") !== null) primes += 1;
      expectMark(cursor, "}");
    } else return primes;
  }
}

/** The exponent in `\tanh^2 x`. A negative one is refused: `\tanh^{-1}` is the inverse function to most readers. */
function parseRaised(cursor: Cursor): Expression {
  const place = peek(cursor);
  const power = isMark(place, "{", "(") ? asValue(enclosed(cursor, parseExpression)[0]) : parseOperand(cursor);
  const inverse = power.kind === "negation" && power.of.kind === "number" && power.of.text === "1";
  if (!inverse) return power;
  throw refuse(
    "unexpected-token",
    place,
    "an exponent -1 on a function is read in two ways. Write 1/f(x) or f(x)^(-1).",
  );
}

function readArguments(cursor: Cursor, name: string): Expression[] {
  const next = peek(cursor);
  // `\max{(0, x)}`
  if (isMark(next, "{") && isMark(peek(cursor, 1), "(") && closesTwice(cursor)) return enclosed(cursor, readInner)[0];
  if (isMark(next, "(", "\\{", "[") || (isMark(next, "{") && cursor.format === "latex")) {
    return enclosed(cursor, readList)[0];
  }
  if (!startsOperand(cursor, next) || isMark(next, "‖")) {
    throw unexpected(cursor, `${name} needs its argument in parentheses.`);
  }
  return [bareArgument(cursor)];
}

/** Do the brace and the bracket at the cursor close side by side? */
function closesTwice(cursor: Cursor): boolean {
  let open = 0;
  for (let ahead = 1; ; ahead += 1) {
    const token = peek(cursor, ahead);
    if (token.kind === "end") return false;
    if (isMark(token, "(", "[", "{", "\\{")) open += 1;
    if (isMark(token, ")", "]", "}", "\\}")) open -= 1;
    if (open === 0) return isMark(peek(cursor, ahead + 1), "}");
  }
}

function readInner(cursor: Cursor): Expression[] {
  return enclosed(cursor, readList)[0];
}

function readList(cursor: Cursor): Expression[] {
  const list = [asValue(parseExpression(cursor))];
  while (accept(cursor, ",") !== null) list.push(asValue(parseExpression(cursor)));
  return list;
}

/** `\exp -x` is not read; `\sin 2x` is sin(2x): the numbers and names up to the next sign, bracket or function. */
function bareArgument(cursor: Cursor): Expression {
  let tree = inBrackets(cursor, parsePowerOfOne);
  while (isBareFactor(cursor, peek(cursor))) {
    const right = parsePowerOfOne(cursor);
    tree = grown(cursor, { kind: "operation", op: "*", left: tree, right, start: tree.start, end: right.end });
  }
  return tree;
}

function parsePowerOfOne(cursor: Cursor): Expression {
  const base = parseOperand(cursor);
  if (accept(cursor, "^") === null) return base;
  const token = peek(cursor);
  const right = isMark(token, "{", "(") ? asValue(enclosed(cursor, parseExpression)[0]) : parseOperand(cursor);
  return grown(cursor, { kind: "operation", op: "^", left: base, right, start: base.start, end: right.end });
}

function isBareFactor(cursor: Cursor, token: Token): boolean {
  if (token.kind === "number") return true;
  if (token.kind !== "word") return false;
  const meaning = cursor.names.meanings.get(token.text);
  return meaning?.kind === "value" || meaning?.kind === "size" || cursor.bound.includes(token.text);
}
