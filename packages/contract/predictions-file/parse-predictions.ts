import type { Parsed } from "../input-problem.ts";
import type { Cell } from "./columns.ts";
import { type IdCollection, IdList } from "./id-list.ts";
import type { PredictionTable } from "./prediction-table.ts";
import { rowProblem } from "./row-problems.ts";
import type { DecideFormat } from "./table-builder.ts";
import { TableReader } from "./table-reader.ts";

/** What a predictions file must look like: the header of the sample, each test id once, in any order. */
export interface PredictionsFormat {
  idColumn: string;
  targetColumns: readonly string[];
  /** What the cells of all target columns are. */
  cell: Cell;
  /** The test ids; null accepts whatever ids the file has, each once. An `IdList` is indexed once for many files. */
  ids: IdCollection | null;
}

/**
 * Reads a predictions file. UTF-8 with or without BOM, LF or CRLF. Reports the first 20 problems, each with the
 * line of the file where it stands (the header is line 1).
 */
export function parsePredictions(bytes: Uint8Array, format: PredictionsFormat): Parsed<PredictionTable> {
  const reader = new TableReader(expectHeader(format));
  reader.push(bytes);
  return reader.finish();
}

/** The form of a table whose header is known: anything else is a wrong header. */
export function expectHeader({ idColumn, targetColumns, cell, ids }: PredictionsFormat): DecideFormat {
  const wanted = [idColumn, ...targetColumns];
  return (header) => {
    if (header.length !== wanted.length || header.some((name, k) => name !== wanted[k]))
      return { problem: rowProblem.wrongHeader(header, wanted) };
    return { columns: targetColumns.map((name) => ({ name, cell })), ids: ids && IdList.from(ids) };
  };
}
