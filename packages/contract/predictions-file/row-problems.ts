import type { InputProblem } from "../input-problem.ts";
import type { Cell } from "./columns.ts";
import { numberOf, shortCell } from "./spelling.ts";

/** What can be wrong with a row of a predictions file: where, what, and what to do. `line` 1 is the header. */
export const rowProblem = {
  badQuote: (line: number): InputProblem => ({
    code: "bad-quote",
    row: line,
    message: `row ${line}: a quotation mark is not closed or stands inside a cell. Write the cells without quotation marks.`,
  }),
  wrongHeader: (header: readonly string[], wanted: readonly string[]): InputProblem => ({
    code: "wrong-header",
    row: 1,
    message: `row 1: the header is "${shortCell(header.join(","))}", it must be "${wanted.join(",")}" as in sample_submission.csv.`,
  }),
  columnCount: (line: number, found: number, wanted: readonly string[]): InputProblem => ({
    code: "wrong-column-count",
    row: line,
    message: `row ${line}: ${found} ${found === 1 ? "cell" : "cells"} instead of ${wanted.length} (${wanted.join(",")}).`,
  }),
  duplicateId: (line: number, id: string, before: number): InputProblem => ({
    code: "duplicate-id",
    row: line,
    message: `row ${line}: id ${shortCell(id)} appears a second time (first in row ${before}). Each test id stands once.`,
  }),
  unknownId: (line: number, id: string): InputProblem => ({
    code: "unknown-id",
    row: line,
    message: `row ${line}: ${id === "" ? "the id is empty" : `id "${shortCell(id)}" is not in the test data`}. Take the ids from test.csv.`,
  }),
  missingIds: ({ count, first }: { count: number; first: readonly string[] }, of: number): InputProblem => ({
    code: "missing-id",
    message: `${count} of ${of} test ids are missing, first ${first.join(", ")}. Predict every row of test.csv.`,
  }),
  tooManyRows: (expected: number): InputProblem => ({
    code: "too-many-rows",
    message: `The file has far more rows than the ${expected} test ids; the rest was not read.`,
  }),
  /** A cell that its column does not take. */
  badCell: (line: number, column: string, text: string, cell: Cell): InputProblem => {
    if (text === "") return { code: "empty-cell", row: line, message: `row ${line}: ${column} is empty.` };
    if (cell.kind === "label") return badLabel(line, column, text, cell.labels);
    const message = `row ${line}: ${column} is "${shortCell(text)}", which is not a finite number.`;
    return { code: "not-a-number", row: line, message };
  },
};

function badLabel(line: number, column: string, text: string, labels: readonly string[]): InputProblem {
  const numeric = labels.every((one) => Number.isFinite(numberOf(one)));
  const noNumber = numeric && !Number.isFinite(numberOf(text));
  const allowed = labels.length <= 12 ? labels.join(", ") : `${labels.slice(0, 12).join(", ")}, …`;
  return {
    code: noNumber ? "not-a-number" : "unknown-label",
    row: line,
    message: `row ${line}: ${column} is "${shortCell(text)}"${noNumber ? ", which is not a number" : ""}. Allowed: ${allowed}.`,
  };
}
