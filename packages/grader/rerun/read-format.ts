import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeText, type PredictionsFormat, parsePredictions } from "@gradmark/contract";
import { HostFailure } from "./host-failure.ts";

/**
 * The form that predictions for a data folder must have: columns from `sample_submission.csv`, ids from the first
 * column of `test.csv`, in its order.
 * @throws HostFailure host-data-missing
 */
export async function readFormat(dataDir: string, cell: PredictionsFormat["cell"]): Promise<PredictionsFormat> {
  const [idColumn = "", ...targetColumns] = await readHeader(join(dataDir, "sample_submission.csv"));
  const testPath = join(dataDir, "test.csv");
  const header = await readHeader(testPath);
  if (targetColumns.length === 0)
    throw new HostFailure("host-data-missing", "sample_submission.csv has no target column.");
  if (header[0] !== idColumn)
    throw new HostFailure("host-data-missing", `The first column of test.csv is "${header[0]}", not "${idColumn}".`);
  const rows = parsePredictions(await readData(testPath), {
    idColumn,
    targetColumns: header.slice(1),
    cell: { kind: "text" },
    ids: null,
  });
  if (!rows.ok) throw new HostFailure("host-data-missing", `test.csv cannot be read: ${rows.problems[0]?.message}`);
  return { idColumn, targetColumns, cell, ids: new Set(rows.value.keys()) };
}

async function readHeader(path: string): Promise<string[]> {
  const text = decodeText(await readData(path), 512 * 2 ** 20);
  if (!text.ok) throw new HostFailure("host-data-missing", `${path}: ${text.problems[0]?.message}`);
  const [line = ""] = text.value.split("\n", 1);
  return line
    .trim()
    .split(",")
    .map((name) => name.trim());
}

async function readData(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new HostFailure("host-data-missing", `The test data cannot be read: ${path}.`, error);
  }
}
