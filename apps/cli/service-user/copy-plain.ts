import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** A file that is not copied: it is not there, a link, or no regular file. */
export class NotPlain extends Error {}

/** Opens a regular file for reading; never follows a link, never waits at a pipe. */
const plainly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Copies a regular file byte by byte, unread: root does this with files of a team. Of a file above `mostBytes` only
 * the size is copied, so that whoever judges sizes refuses it with its number.
 * @throws NotPlain with half a sentence
 */
export async function copyPlain(source: string, target: string, mostBytes: number): Promise<void> {
  const file = openPlain(source);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotPlain("is no regular file");
    if (stat.size === 0 || stat.size > mostBytes) {
      writeFileSync(target, "", { flag: "wx" });
      truncateSync(target, stat.size);
      return;
    }
    // No further than its size was: it may be growing.
    const bytes = createReadStream("", { fd: file, autoClose: false, start: 0, end: stat.size - 1 });
    await pipeline(bytes, createWriteStream(target, { flags: "wx" }));
  } finally {
    closeSync(file);
  }
}

function openPlain(path: string): number {
  try {
    return openSync(path, plainly);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ELOOP") throw new NotPlain("is a link: name the file itself");
    if (code === "ENXIO" || code === "ENODEV") throw new NotPlain("is no regular file");
    throw new NotPlain(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Copies what is there, whatever it is, so that the one who judges it sees the same: a link is made anew, unfollowed. */
export async function copyAsItIs(source: string, target: string, mostBytes: number): Promise<void> {
  const found = lstatSync(source, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else if (found.isFile()) await copyPlain(source, target, mostBytes);
  else mkdirSync(target);
}

/** The regular files of a folder, not those of folders in it; links and the rest stay behind. */
export async function copyFiles(source: string, target: string, mostBytes: number): Promise<void> {
  mkdirSync(target);
  for (const entry of readdirSync(source, { withFileTypes: true }))
    if (entry.isFile()) await copyPlain(join(source, entry.name), join(target, entry.name), mostBytes);
}
