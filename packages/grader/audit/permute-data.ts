import { readFile } from "node:fs/promises";
import { decodeText } from "@gradmark/contract";
import { HostFailure } from "../rerun/host-failure.ts";
import { shuffled } from "../statistics/shuffle.ts";

/** A data folder with the same rows in another order under other ids. */
export interface PermutedData {
  files: Record<string, Uint8Array | string>;
  /** Row k of the permuted folder: the id it now has, and the id that its image had before. */
  rows: readonly { id: string; formerId: string }[];
}

/** One row in so many is left out, and another one is there twice: nothing may be keyed by what is unique. */
const rowsForOneTwin = 100;

/**
 * Gives the test rows another order, and the ids among them another owner; some rows are left out for others that are
 * there twice. The set of ids stays, so that the folder looks like the real one; features of `test.csv` and the images
 * of `test-images.idx` move together.
 * @param files name → path of a data folder: `test.csv`, `sample_submission.csv`, perhaps `test-images.idx`
 * @throws HostFailure when the images and the ids are not equally many
 */
export async function permuteData(files: Readonly<Record<string, string>>, seed: number): Promise<PermutedData> {
  const test = await readLines(files["test.csv"]);
  const sample = await readLines(files["sample_submission.csv"]);
  const ids = test.rows.map((line) => idOf(line));
  const order = withTwins(shuffled(ids.length, seed));
  const idOrder = shuffled(ids.length, seed + 1);
  const rows = order.map((from, k) => ({ id: ids[idOrder[k] ?? 0] ?? "", formerId: ids[from] ?? "" }));
  const lines = rows.map(({ id }, k) => id + restOf(test.rows[order[k] ?? 0] ?? ""));
  const sampleRest = restOf(sample.rows[0] ?? "");
  const permuted: Record<string, Uint8Array | string> = {
    ...files,
    "test.csv": text([test.header, ...lines]),
    "sample_submission.csv": text([sample.header, ...rows.map(({ id }) => id + sampleRest)]),
  };
  const images = files["test-images.idx"];
  if (images !== undefined) permuted["test-images.idx"] = permuteImages(await readFile(images), order);
  return { files: permuted, rows };
}

/** The first rows of a random order take the place of its last ones. */
function withTwins(order: readonly number[]): number[] {
  const twins = Math.floor(order.length / rowsForOneTwin);
  const mixed = [...order];
  for (let k = 0; k < twins; k++) mixed[order.length - 1 - k] = order[k] ?? 0;
  return mixed;
}

/**
 * IDX (yann.lecun.com/exdb/mnist): two zero bytes, the type (8: unsigned byte), the number of dimensions, each
 * dimension as a big-endian 32-bit number, then the values, the first dimension outermost.
 */
export function permuteImages(idx: Uint8Array, order: readonly number[]): Uint8Array {
  const view = new DataView(idx.buffer, idx.byteOffset, idx.byteLength);
  const dimensions = idx[3] ?? 0;
  const head = 4 + 4 * dimensions;
  if (idx.length < head || idx[2] !== 8)
    throw new HostFailure("host-data-missing", "test-images.idx is not an IDX file.");
  const count = view.getUint32(4);
  const each = (idx.length - head) / Math.max(count, 1);
  if (count !== order.length || !Number.isInteger(each))
    throw new HostFailure("host-data-missing", `test-images.idx has ${count} images for ${order.length} ids.`);
  const result = Uint8Array.from(idx);
  order.forEach((from, to) => {
    result.set(idx.subarray(head + from * each, head + (from + 1) * each), head + to * each);
  });
  return result;
}

async function readLines(path: string | undefined): Promise<{ header: string; rows: string[] }> {
  if (path === undefined) throw new HostFailure("host-data-missing", "test.csv or sample_submission.csv is missing.");
  const decoded = decodeText(await readFile(path), 512 * 2 ** 20);
  if (!decoded.ok) throw new HostFailure("host-data-missing", `${path}: ${decoded.problems[0]?.message}`);
  const [header = "", ...rows] = decoded.value.split(/\r?\n/).filter((line) => line !== "");
  return { header, rows };
}

function idOf(line: string): string {
  const end = line.indexOf(",");
  return end === -1 ? line : line.slice(0, end);
}

function restOf(line: string): string {
  return line.slice(idOf(line).length);
}

function text(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}
