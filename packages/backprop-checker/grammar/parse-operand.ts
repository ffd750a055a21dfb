import { type Cursor, grown, isMark, peek, refuse, unexpected } from "./cursor.ts";
import { findName } from "./names.ts";
import {
  parseBars,
  parseBracket,
  parseFraction,
  parseGroup,
  parseIndicator,
  parseNorm,
  parseRoot,
} from "./parse-brackets.ts";
import { parseCases, startsCases } from "./parse-cases.ts";
import { tryDerivative } from "./parse-derivative.ts";
import { parseNamed } from "./parse-named.ts";
import { parseEntries, parseSubscripts } from "./parse-subscript.ts";
import { parseBigSum } from "./parse-sum.ts";
import type { Token } from "./token.ts";
import type { Expression } from "./tree.ts";

const openers = ["(", "\\{", "{", "[", "frac", "sqrt", "sum", "indicator", "begin", "∂", "∇"];

/** May an operand start here? A bar closes where one is open, so it starts nothing then. */
export function startsOperand(cursor: Cursor, token: Token): boolean {
  if (token.kind === "number" || token.kind === "word") return true;
  if (isMark(token, "|")) return cursor.bars === 0;
  if (isMark(token, "‖")) return cursor.doubleBars === 0;
  return isMark(token, ...openers);
}

/** A number, a name, a call, something in brackets, and what stands directly behind it: indices, `'`. */
export function parseOperand(cursor: Cursor): Expression {
  let tree = parseAtom(cursor);
  for (;;) {
    const token = peek(cursor);
    if (isMark(token, "_")) {
      const at = parseSubscripts(cursor, null);
      tree = grown(cursor, { kind: "entry", of: tree, at, start: tree.start, end: peek(cursor, -1).end });
    } else if (isMark(token, "[") && takesEntries(cursor, tree)) {
      const at = parseEntries(cursor);
      tree = grown(cursor, { kind: "entry", of: tree, at, start: tree.start, end: peek(cursor, -1).end });
    } else if (isMark(token, "'")) {
      cursor.at += 1;
      tree = grown(cursor, { kind: "transpose", of: tree, start: tree.start, end: token.end });
    } else return tree;
  }
}

function parseAtom(cursor: Cursor): Expression {
  const token = peek(cursor);
  if (token.kind === "number") return parseNumber(cursor);
  if (isIndicatorLetter(cursor)) return parseIndicator(cursor);
  if (token.kind === "word") return tryDerivative(cursor) ?? parseNamed(cursor);
  if (token.kind === "end") throw unexpected(cursor, "a number, a name or a bracket should follow.");
  if (startsCases(cursor)) return parseCases(cursor);
  switch (token.text) {
    case "∂":
    case "∇":
      return tryDerivative(cursor) ?? parseNamed(cursor);
    case "frac":
      return tryDerivative(cursor) ?? parseFraction(cursor);
    case "(":
    case "\\{":
    case "{":
      return parseGroup(cursor);
    case "[":
      return parseBracket(cursor);
    case "|":
      return parseBars(cursor);
    case "‖":
      return parseNorm(cursor);
    case "sqrt":
      return parseRoot(cursor);
    case "sum":
      return parseBigSum(cursor);
    case "indicator":
      return parseIndicator(cursor);
    default:
      throw unexpected(cursor, "A number, a name or a bracket should stand here.");
  }
}

/** `I(x > 0)` and `I[x > 0]`, where the problem has no `I`. */
function isIndicatorLetter(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind !== "word" || token.text !== "I" || findName(cursor.names, "I") !== null) return false;
  return isMark(peek(cursor, 1), "(", "[", "\\{") && holdsCondition(cursor, 1);
}

/** `1_{x>0}` and `1\{x>0\}` are indicators. */
function parseNumber(cursor: Cursor): Expression {
  const token = peek(cursor);
  if (token.text === "1" && isMark(peek(cursor, 1), "_", "\\{")) return parseIndicator(cursor);
  cursor.at += 1;
  return grown(cursor, { kind: "number", text: token.text, start: token.start, end: token.end });
}

/**
 * Behind a vector or a bracketed expression `[i]` is an entry; with a comparison in it, or behind a scalar, it is
 * an Iverson bracket and so a factor.
 */
function takesEntries(cursor: Cursor, tree: Expression): boolean {
  if (tree.kind === "number" || tree.kind === "entry") return false;
  const meaning = tree.kind === "name" ? cursor.names.meanings.get(tree.name) : undefined;
  if (holdsCondition(cursor)) return false;
  if (tree.kind !== "name" || (meaning?.kind === "value" && meaning.rank > 0)) return true;
  throw refuse("unexpected-index", tree, `${tree.name} is a single number and takes no index.`);
}

/** Does a comparison stand directly in the brackets at the cursor, or so many tokens ahead of it? */
function holdsCondition(cursor: Cursor, from = 0): boolean {
  let open = 0;
  for (let ahead = from; ; ahead += 1) {
    const token = peek(cursor, ahead);
    if (token.kind === "end") return false;
    if (isMark(token, "(", "[", "{", "\\{")) open += 1;
    if (isMark(token, ")", "]", "}", "\\}")) open -= 1;
    if (open === 0) return false;
    if (open === 1 && isMark(token, "<", "<=", ">", ">=", "=", "==", "!=", "and", "or", "not")) return true;
  }
}
