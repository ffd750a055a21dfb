import { type Dataset, decodeText, type InputProblem, type InputProblemCode, type Parsed } from "@gradmark/contract";
import Papa from "papaparse";
import { type DataPlace, readDataFile } from "./read-data-file.ts";
import type { SourceData } from "./source-data.ts";

type CsvDataset = Extract<Dataset, { source: "csv" }>;

const maximumBytes = 2 ** 28;
const problemsShown = 20;

/**
 * Reads a table with a header. Every cell that is used is there; where no labels are given, features and target are
 * finite numbers (labels: the target is one of them, features are whatever they are).
 */
export async function readTable(
  dataset: Pick<CsvDataset, "file" | "features" | "target">,
  place: DataPlace,
  labels: readonly string[],
): Promise<Parsed<SourceData>> {
  const { file, features, target } = dataset;
  const bytes = await readDataFile(place, file);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, maximumBytes);
  if (!text.ok) return text;
  const { data, errors } = Papa.parse<string[]>(text.value, { delimiter: ",", skipEmptyLines: true });
  const [header = [], ...rows] = data;
  const problems = [
    ...errors.slice(0, problemsShown).map((error) => problem("bad-quote", (error.row ?? 0) + 1, `${error.message}.`)),
    ...findColumns(header, [...features, target]),
  ];
  if (problems.length > 0) return refuse(file.name, problems);
  const places = features.map((name) => header.indexOf(name));
  const targetPlace = header.indexOf(target);
  const wrong = rows.flatMap((row, k) => checkRow(row, k + 2, header, [...places, targetPlace], targetPlace, labels));
  if (wrong.length > 0) return refuse(file.name, wrong);
  return {
    ok: true,
    value: {
      rows: rows.length,
      inputs: { kind: "table", columns: features, cells: (row) => places.map((column) => rows[row]?.[column] ?? "") },
      target: (row) => rows[row]?.[targetPlace] ?? "",
      published: null,
    },
  };
}

function findColumns(header: readonly string[], wanted: readonly string[]): InputProblem[] {
  const twice = wanted.find((name, k) => wanted.indexOf(name) !== k);
  if (twice !== undefined) return [problem("duplicate-name", 1, `the kit names the column ${twice} twice.`)];
  return wanted
    .filter((name) => header.indexOf(name) === -1 || header.indexOf(name) !== header.lastIndexOf(name))
    .map((name) => problem("wrong-header", 1, `the header has no column ${name}, or two; it is ${header.join(",")}.`));
}

/** @param line of the file; a quoted cell with line breaks counts as one */
function checkRow(
  row: readonly string[],
  line: number,
  header: readonly string[],
  columns: readonly number[],
  target: number,
  labels: readonly string[],
): InputProblem[] {
  if (row.length !== header.length)
    return [problem("wrong-column-count", line, `${row.length} cells where the header has ${header.length}.`)];
  for (const column of columns) {
    const cell = row[column] ?? "";
    const name = header[column];
    if (cell.trim() === "") return [problem("empty-cell", line, `the cell of ${name} is empty.`)];
    if (labels.length > 0) {
      if (column === target && !labels.includes(cell))
        return [problem("unknown-label", line, `${name} is "${cell}", which is none of the kit's labels.`)];
    } else if (!Number.isFinite(Number(cell)))
      return [problem("not-a-number", line, `${name} is "${cell}", which is no number.`)];
  }
  return [];
}

function problem(code: InputProblemCode, row: number, message: string): InputProblem {
  return { code, row, message };
}

function refuse(name: string, problems: readonly InputProblem[]): { ok: false; problems: InputProblem[] } {
  const shown = problems.slice(0, problemsShown);
  return {
    ok: false,
    problems: shown.map((one) => ({ ...one, path: name, message: `${name}, line ${one.row}: ${one.message}` })),
  };
}
