import { accept, type Cursor, expectMark, grown, inBrackets, isMark, peek, unexpected } from "./cursor.ts";
import { asCondition, asValue, parseExpression } from "./parse-operators.ts";
import type { Expression } from "./tree.ts";

type Row = { value: Expression; test: Expression | null };

export function startsCases(cursor: Cursor): boolean {
  return isMark(peek(cursor), "begin") || (isMark(peek(cursor), "\\{") && isMark(peek(cursor, 1), "begin"));
}

/** `\begin{cases} a & \text{if } i = j \\ b & \text{otherwise} \end{cases}`, as nested choices. */
export function parseCases(cursor: Cursor): Expression {
  const { start } = peek(cursor);
  const brace = accept(cursor, "\\{");
  accept(cursor, "begin");
  const rows = inBrackets(cursor, readRows);
  const end = expectMark(cursor, "end").end;
  if (brace !== null) accept(cursor, "\\}");
  return rows.reduceRight<Expression | null>((no, row) => {
    if (row.test === null) return row.value;
    return grown(cursor, { kind: "choice", test: row.test, yes: row.value, no, start, end });
  }, null) as Expression;
}

function readRows(cursor: Cursor): Row[] {
  const rows: Row[] = [];
  while (!isMark(peek(cursor), "end")) {
    if (rows.at(-1)?.test === null) throw unexpected(cursor, "Behind the case without a condition nothing follows.");
    rows.push(readRow(cursor));
    if (accept(cursor, "\\\\") === null) break;
  }
  if (rows.length === 0) throw unexpected(cursor, "A case should stand here.");
  return rows;
}

function readRow(cursor: Cursor): Row {
  const value = asValue(parseExpression(cursor));
  for (;;) {
    if (accept(cursor, ",", ";", ":", "&", "if", "for", "when") === null) break;
  }
  if (accept(cursor, "otherwise", "else") !== null) return { value, test: null };
  if (isMark(peek(cursor), "\\\\", "end")) return { value, test: null };
  const test = asCondition(parseExpression(cursor));
  while (accept(cursor, ",", ";") !== null);
  return { value, test };
}
