import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * Opens a file below `folder` by the segments of a path from outside, or gives null when there is none. Every segment
 * must be a plain name; links are not followed out of the folder; only regular files are opened.
 */
export async function openInside(folder: string, segments: readonly string[]): Promise<FileHandle | null> {
  if (segments.length === 0 || !segments.every(isPlainName)) return null;
  let handle: FileHandle | undefined;
  try {
    const root = await realpath(folder);
    const wanted = await realpath(join(root, ...segments));
    if (!wanted.startsWith(root + sep)) return null;
    // A pipe must not block, and the last name must not have become a link since it was looked at.
    handle = await open(wanted, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  await handle?.close();
  return null;
}

/** No empty name, no name that begins with a dot, no separator of any system, no control character. */
function isPlainName(segment: string): boolean {
  return /^[\p{L}\p{N}_-][\p{L}\p{N}_\-. ]*$/u.test(segment) && segment.length <= 200;
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG";
}
