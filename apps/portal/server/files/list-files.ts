import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";

export interface ListedFile {
  /** Below the listed folder, with `/` between names. */
  path: string;
  bytes: number;
  sha256: string;
  changedAt: Date;
}

/** Checksums that are known already, by path, size and time of change. */
export type Checksums = Map<string, string>;

/** The regular files below a folder with their checksums, in the order of their paths; none when it is missing. */
export async function listFiles(folder: string, known: Checksums): Promise<ListedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const listed = await Promise.all(
    files.map((file) => describe(folder, join(/* turbopackIgnore: true */ file.parentPath, file.name), known)),
  );
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function describe(folder: string, file: string, known: Checksums): Promise<ListedFile> {
  const { size, mtimeMs, mtime } = await stat(file);
  const key = `${file}\0${size}\0${mtimeMs}`;
  const sha256 = known.get(key) ?? (await hashFile(file));
  known.set(key, sha256);
  return { path: relative(folder, file).split(sep).join("/"), bytes: size, sha256, changedAt: mtime };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
