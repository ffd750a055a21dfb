import type { AnswerFormat } from "@gradmark/contract";
import { accept, type Cursor, isMark, peek, unexpected } from "./cursor.ts";
import type { Names } from "./names.ts";
import { type Derivative, readDerivative } from "./parse-derivative.ts";
import { asValue, parseExpression } from "./parse-operators.ts";
import type { Format } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import type { Expression } from "./tree.ts";
import { type Read, readably, readingLimits, Unreadable } from "./unreadable.ts";

/** An answer as it was read: what it is, and the derivative that was typed before `=`, if any. */
export type ReadAnswer = { tree: Expression; target: Derivative | null; format: Format };

/** Reads an answer, plain or LaTeX: an expression, or `target = expression`. */
export function parseAnswer(text: string, names: Names, format: AnswerFormat = "auto"): Read<ReadAnswer> {
  return readably(() => {
    const cursor = openCursor(text, names, format);
    const target = readTarget(cursor);
    const tree = asValue(parseExpression(cursor));
    expectEnd(cursor);
    return { tree, target, format: cursor.format };
  });
}

/** Reads one expression of a problem file, a value or a condition. */
export function parsePlain(text: string, names: Names): Read<Expression> {
  return readably(() => {
    const cursor = openCursor(text, names, "auto");
    const tree = parseExpression(cursor);
    expectEnd(cursor);
    return tree;
  });
}

/** Reads a target such as `dX_out[i]/dX_in[j]`. */
export function parseTarget(text: string, names: Names): Read<Derivative> {
  return readably(() => {
    const cursor = openCursor(text, names, "auto");
    const target = readDerivative(cursor);
    if (target === null) throw unexpected(cursor, "A target is written like dE/dx or dy[i]/dx[j].");
    expectEnd(cursor);
    return target;
  });
}

export function formatOf(text: string, format: AnswerFormat): Format {
  if (format !== "auto") return format;
  return /[\\{]/.test(text) ? "latex" : "plain";
}

function openCursor(text: string, names: Names, format: AnswerFormat): Cursor {
  if (text.length > readingLimits.characters) {
    throw new Unreadable(
      "too-long",
      `The answer has ${text.length} characters; at most ${readingLimits.characters} are read.`,
    );
  }
  if (text.trim() === "") throw new Unreadable("empty", "There is no answer yet.");
  const read = formatOf(text, format);
  const tokens = tokenize(text, read);
  if (tokens.length === 1) throw new Unreadable("empty", "There is no answer yet.");
  return { tokens, at: 0, format: read, names, bound: [], bars: 0, doubleBars: 0, depth: 0, spent: { nodes: 0 } };
}

function readTarget(cursor: Cursor): Derivative | null {
  if (!cursor.tokens.some((token) => isMark(token, "="))) return null;
  const start = cursor.at;
  const tokens = [...cursor.tokens];
  const derivative = readDerivative(cursor);
  if (derivative !== null && accept(cursor, "=") !== null) return derivative;
  cursor.at = start;
  cursor.tokens.splice(0, cursor.tokens.length, ...tokens);
  return null;
}

function expectEnd(cursor: Cursor): void {
  const token = peek(cursor);
  if (token.kind === "end") return;
  if (isMark(token, "=")) throw unexpected(cursor, "Give one expression, without further steps.");
  if (isMark(token, ")", "]", "}", "\\}", "|", "‖")) throw unexpected(cursor, "Nothing is open that it could close.");
  throw unexpected(cursor, "The answer should end here.");
}
