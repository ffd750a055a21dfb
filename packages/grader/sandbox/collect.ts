import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import type { Collected } from "./sandbox.ts";

/**
 * Brings one file back from a folder that a hostile program has written, after every process that could write
 * there is dead. `folder` is a handle that was opened before the program started, so no renaming of the folders
 * above matters. Never follows a link, never blocks on a FIFO, never reads more than `maxBytes`.
 */
export function collectFile(folder: number, request: { name: string; maxBytes: number }): Collected {
  const path = `/proc/self/fd/${folder}/${request.name}`;
  const file = openPlain(path);
  if (typeof file !== "number") return file;
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { state: "not-a-file", kind: kindOf(stat) };
    if (stat.nlink !== 1) return { state: "not-a-file", kind: "a file with several names" };
    if (stat.size > request.maxBytes) return { state: "too-large", bytes: stat.size };
    return { state: "file", bytes: readWhole(file, stat.size) };
  } finally {
    closeSync(file);
  }
}

function openPlain(path: string): number | Collected {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return { state: "none" };
    if (code === "ELOOP") return { state: "not-a-file", kind: "a symbolic link" };
    // A socket or a device without a driver cannot be opened; a file without read permission stays closed to a
    // launcher without privileges.
    if (code === "ENXIO" || code === "ENODEV") return { state: "not-a-file", kind: "a socket or device" };
    if (code === "EACCES" || code === "EPERM") return { state: "not-a-file", kind: "a file that nobody may read" };
    throw error;
  }
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return "a folder";
  if (stat.isFIFO()) return "a pipe";
  if (stat.isSocket()) return "a socket";
  return "a device";
}

function readWhole(file: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let read = 0;
  while (read < size) {
    const count = readSync(file, bytes, read, size - read, read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}
