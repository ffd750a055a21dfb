import { decodeText, type InputProblem, type Parsed, type Predictions, parsePredictions } from "@gradmark/contract";

export type Usage = "public" | "private" | "ignored";

/** The truth by id, in the file's order, and on which part of the board each row counts. */
export interface Solution {
  idColumn: string;
  targetColumns: readonly string[];
  truth: Predictions;
  /** null: the file has no `Usage` column. */
  usage: ReadonlyMap<string, Usage> | null;
}

const maximumBytes = 512 * 2 ** 20;

/** Reads a Kaggle solution file: the first column is the id, `Usage` (Public, Private, Ignored) may stand anywhere. */
export function readSolution(bytes: Uint8Array): Parsed<Solution> {
  const text = decodeText(bytes.subarray(0, firstLineEnd(bytes)), maximumBytes);
  if (!text.ok) return about(text.problems);
  const [idColumn = "", ...columns] = text.value
    .trim()
    .split(",")
    .map((name) => name.trim());
  const targetColumns = columns.filter((name) => name !== "Usage");
  if (idColumn === "" || targetColumns.length === 0)
    return about([
      { code: "wrong-header", row: 1, message: "row 1: a solution needs an id column and at least one target column." },
    ]);
  const rows = parsePredictions(bytes, { idColumn, targetColumns: columns, cell: { kind: "text" }, ids: null });
  if (!rows.ok) return about(rows.problems);
  const at = columns.indexOf("Usage");
  if (at === -1) return { ok: true, value: { idColumn, targetColumns, truth: rows.value, usage: null } };
  return splitUsage({ idColumn, targetColumns, truth: rows.value }, at);
}

function splitUsage(raw: Omit<Solution, "usage">, at: number): Parsed<Solution> {
  const truth = new Map<string, readonly string[]>();
  const usage = new Map<string, Usage>();
  const problems: InputProblem[] = [];
  for (const [id, cells] of raw.truth) {
    const word = (cells[at] ?? "").toLowerCase();
    if (word === "public" || word === "private" || word === "ignored") usage.set(id, word);
    else if (problems.length < 20)
      problems.push({
        code: "bad-usage",
        message: `id ${id}: Usage is "${cells[at]}". Allowed: Public, Private, Ignored.`,
      });
    truth.set(id, cells.toSpliced(at, 1));
  }
  return problems.length > 0 ? about(problems) : { ok: true, value: { ...raw, truth, usage } };
}

function firstLineEnd(bytes: Uint8Array): number {
  const end = bytes.indexOf(10);
  return end === -1 ? bytes.length : end;
}

/** Two files are read for one score; the path says which of them has the problem. */
function about(problems: readonly InputProblem[]): { ok: false; problems: InputProblem[] } {
  return { ok: false, problems: problems.map((problem) => ({ ...problem, path: "solution" })) };
}
