import { type Cursor, isMark, peek } from "./cursor.ts";
import { findName } from "./names.ts";

/**
 * Behind the name at the cursor, `x^2_{out}` is put in the order `x_{out}^2`, and a label that is written as a
 * superscript, `X^{out}_i`, is taken for the subscript that the problem writes it as.
 */
export function lowerFirst(cursor: Cursor): void {
  const { tokens, at } = cursor;
  if (cursor.format !== "latex" || !isMark(peek(cursor, 1), "^")) return;
  const raised = groupLength(cursor, 2);
  const inner = peek(cursor, raised === 3 ? 3 : 2);
  if (raised !== 1 && raised !== 3) return;
  const label = `${peek(cursor).text}_${inner.text}`;
  const mark = tokens[at + 1];
  if (mark === undefined) return;
  if (inner.kind === "word" && findName(cursor.names, inner.text) === null && findName(cursor.names, label) !== null) {
    tokens[at + 1] = { ...mark, text: "_" };
  } else if (inner.kind === "number" && isMark(peek(cursor, 2 + raised), "_")) {
    const lowered = groupLength(cursor, 3 + raised);
    const power = tokens.splice(at + 1, 1 + raised);
    tokens.splice(at + 2 + lowered, 0, ...power);
  }
}

/** How many tokens the group in braces is long that starts `ahead` of the cursor; 1 for a single token. */
function groupLength(cursor: Cursor, ahead: number): number {
  if (!isMark(peek(cursor, ahead), "{")) return 1;
  let open = 0;
  for (let length = 0; ; length += 1) {
    const token = peek(cursor, ahead + length);
    if (token.kind === "end") return length;
    if (isMark(token, "{")) open += 1;
    if (isMark(token, "}")) open -= 1;
    if (open === 0) return length + 1;
  }
}
