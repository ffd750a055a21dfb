import { type Cursor, expectMark, grown, inBrackets, isMark, peek, refuse, unexpected, within } from "./cursor.ts";
import { findName } from "./names.ts";
import { asValue, parseExpression } from "./parse-operators.ts";
import type { Token } from "./token.ts";
import type { Expression } from "./tree.ts";

/** A part of a subscript, between commas: `out` and `i` in `X_{out,i}`. */
export type SubscriptPart = { tokens: Token[]; text: string };

/** `[i]`, `[i, j]`, `[t + k - 1]` */
export function parseEntries(cursor: Cursor): Expression[] {
  const open = peek(cursor);
  cursor.at += 1;
  const at = inBrackets(cursor, (inside) => {
    const list = [asValue(parseExpression(inside))];
    while (isMark(peek(inside), ",")) {
      inside.at += 1;
      list.push(asValue(parseExpression(inside)));
    }
    return list;
  });
  expectMark(cursor, "]", open);
  return at;
}

/** The subscript at the cursor as indices; `rank` says how many are wanted, where that is known. */
export function parseSubscripts(cursor: Cursor, rank: number | null): Expression[] {
  return indicesOf(cursor, subscriptParts(cursor), rank);
}

/** Takes `_{…}`, `_i` or `_(…)` from the tokens, cut at its commas. */
export function subscriptParts(cursor: Cursor, ...separators: string[]): SubscriptPart[] {
  cursor.at += 1;
  const open = peek(cursor);
  if (isMark(open, "{", "(")) return groupParts(cursor, open, [",", ...separators]);
  if (open.kind !== "word" && open.kind !== "number") throw unexpected(cursor, "An index should follow the _.");
  cursor.at += 1;
  return [{ tokens: [open], text: open.text }];
}

function groupParts(cursor: Cursor, open: Token, separators: readonly string[]): SubscriptPart[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (;;) {
    const token = peek(cursor);
    if (token.kind === "end") expectMark(cursor, open.text === "{" ? "}" : ")", open);
    cursor.at += 1;
    if (isMark(token, "{", "(", "[")) depth += 1;
    if (isMark(token, "}", ")", "]")) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && isMark(token, "{", "(") && token === open) continue;
    if (depth === 1 && isMark(token, ...separators)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map((tokens) => ({ tokens, text: tokens.map((token) => token.text).join("") }));
}

/** Reads subscripts as indices. `ij` is two indices where two are wanted, or where no name reads `ij`. */
export function indicesOf(cursor: Cursor, parts: SubscriptPart[], rank: number | null): Expression[] {
  const single = parts[0];
  if (parts.length === 1 && single !== undefined && rank !== 1) {
    const letters = splitLetters(cursor, single, rank);
    if (letters !== null) return letters.map((token) => parseIndex(cursor, [token]));
  }
  return parts.map((part) => parseIndex(cursor, part.tokens));
}

function parseIndex(cursor: Cursor, tokens: Token[]): Expression {
  const inner = within(cursor, tokens);
  const tree = asValue(parseExpression(inner));
  if (peek(inner).kind !== "end") throw unexpected(inner, "An index is a name, a number, or a sum of these.");
  return grown(cursor, tree);
}

/** `ij`, `i j`, `12` as single characters, or null if the part is one index. */
function splitLetters(cursor: Cursor, part: SubscriptPart, rank: number | null): Token[] | null {
  if (part.tokens.length > 1 && part.tokens.length === (rank ?? 2)) {
    return part.tokens.every((token) => token.kind !== "mark") ? part.tokens : null;
  }
  const token = part.tokens[0];
  if (part.tokens.length !== 1 || token === undefined || token.kind === "mark" || token.text.length < 2) return null;
  if (token.text.includes("_")) return null;
  const known = token.kind === "number" || findName(cursor.names, token.text) !== null;
  if (rank === null && (known || cursor.bound.includes(token.text))) return null;
  if (rank !== null && token.text.length !== rank) {
    if (token.kind === "number" || known) return null;
    throw refuse("unexpected-index", token, `${rank} indices are wanted here, separated by a comma.`);
  }
  return [...token.text].map((character, n) => ({
    kind: /\d/.test(character) ? "number" : "word",
    text: character,
    start: token.end - token.text.length + n,
    end: token.end - token.text.length + n + 1,
    whole: true,
  }));
}
