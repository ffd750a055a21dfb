import { createHash } from "node:crypto";
import { lstat, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { InputProblemCode, Parsed } from "@gradmark/contract";

/** Where the files of a kit's data lie, and what to do when one is missing. */
export interface DataPlace {
  folder: string;
  get: string;
}

/** Larger files, or what they unpack to, are no data of a lab: 1 GiB. */
const maximumBytes = 2 ** 30;

/**
 * Reads a data file and holds it against the hash by which its kit names it. A name that ends in `.gz` is unpacked
 * after that. Names lead nowhere out of the folder, links included.
 */
export async function readDataFile(
  { folder, get }: DataPlace,
  { name, sha256 }: { name: string; sha256: string },
): Promise<Parsed<Uint8Array>> {
  const file = join(folder, name);
  const stats = await lstat(file).catch(absent);
  if (stats === null) return refuse("file-missing", name, `The data file ${name} is missing in ${folder}. ${get}`);
  if (!stats.isFile() || !(await isInside(folder, file)))
    return refuse("file-not-regular", name, `The data file ${name} is not a plain file inside ${folder}.`);
  if (stats.size > maximumBytes)
    return refuse("file-too-large", name, `The data file ${name} has ${stats.size} bytes; at most 1 GiB is read.`);
  const bytes = await readFile(file);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256)
    return refuse(
      "wrong-checksum",
      name,
      `The data file ${name} is not the one that the kit names: sha256 ${found}, expected ${sha256}. ${get}`,
    );
  return name.endsWith(".gz") ? unpack(name, bytes) : { ok: true, value: bytes };
}

function refuse(
  code: InputProblemCode,
  path: string,
  message: string,
): { ok: false; problems: [{ code: InputProblemCode; path: string; message: string }] } {
  return { ok: false, problems: [{ code, path, message: message.trim() }] };
}

function absent(cause: NodeJS.ErrnoException): null {
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return null;
  throw cause;
}

async function isInside(folder: string, file: string): Promise<boolean> {
  const [root, real] = await Promise.all([realpath(folder), realpath(file)]);
  return real.startsWith(root + sep);
}

async function unpack(name: string, bytes: Uint8Array): Promise<Parsed<Uint8Array>> {
  try {
    return { ok: true, value: await promisify(gunzip)(bytes, { maxOutputLength: maximumBytes }) };
  } catch (error) {
    return refuse(
      "file-incomplete",
      name,
      `The data file ${name} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
