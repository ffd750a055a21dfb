import {
  type Cell,
  type Column,
  type DecideFormat,
  type IdList,
  type InputProblem,
  type Parsed,
  type PredictionTable,
  problemsShown,
  TableReader,
} from "@gradmark/contract";
import type { Form } from "./measure/metric-input.ts";

const usages = ["public", "private", "ignored"] as const;
export type Usage = (typeof usages)[number];

/** The truth by id, in the file's order, and on which part of the board each row counts. */
export interface Solution {
  idColumn: string;
  targetColumns: readonly string[];
  ids: IdList;
  truth: readonly Column[];
  /** Of each row; null: the file has no `Usage` column. */
  usage: readonly Usage[] | null;
}

/** Reads a Kaggle solution file: the first column is the id, `Usage` (Public, Private, Ignored) may stand anywhere. */
export class SolutionReader {
  private readonly reader: TableReader;

  /** @param form what the metric reads: some rows of the truth that count nowhere may be no numbers */
  constructor(form: Form) {
    this.reader = new TableReader(headerFor(form));
  }

  push(chunk: Uint8Array): void {
    this.reader.push(chunk);
  }

  finish(): Parsed<Solution> {
    const table = this.reader.finish();
    return table.ok ? splitUsage(table.value) : about(table.problems);
  }
}

function headerFor(form: Form): DecideFormat {
  const cell: Cell = { kind: form === "numbers" ? "number-or-nan" : "text" };
  return ([idColumn = "", ...names]) => {
    if (idColumn === "" || !names.some((name) => name !== "Usage")) {
      const message = "row 1: a solution needs an id column and at least one target column.";
      return { problem: { code: "wrong-header", row: 1, message } };
    }
    return { columns: names.map((name) => ({ name, cell: name === "Usage" ? { kind: "text" } : cell })), ids: null };
  };
}

function splitUsage({ ids, columnNames, columns }: PredictionTable): Parsed<Solution> {
  const [idColumn = "", ...names] = columnNames;
  const at = names.indexOf("Usage");
  const targetColumns = names.filter((_, k) => k !== at);
  const truth = columns.filter((_, k) => k !== at);
  const usage = at === -1 ? null : usagesOf(columns[at], ids);
  if (usage !== null && !usage.ok) return about(usage.problems);
  return { ok: true, value: { idColumn, targetColumns, ids, truth, usage: usage?.value ?? null } };
}

function usagesOf(column: Column | undefined, ids: IdList): Parsed<Usage[]> {
  if (column?.kind !== "words") throw new Error("Usage is read as words");
  const known = column.words.map((word) => usages.find((usage) => usage === word.toLowerCase()));
  const found: Usage[] = [];
  const problems: InputProblem[] = [];
  for (let row = 0; row < ids.size; row++) {
    const usage = known[column.codes[row] as number];
    if (usage !== undefined) found.push(usage);
    else if (problems.length < problemsShown) {
      const message = `id ${ids.at(row)}: Usage is "${column.cell(row)}". Allowed: Public, Private, Ignored.`;
      problems.push({ code: "bad-usage", message });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found };
}

/** Two files are read for one score; the path says which of them has the problem. */
function about(problems: readonly InputProblem[]): { ok: false; problems: InputProblem[] } {
  return { ok: false, problems: problems.map((problem) => ({ ...problem, path: "solution" })) };
}
