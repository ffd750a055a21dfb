import { closeSync, constants, fchmodSync, fchownSync, fstatSync, mkdirSync, openSync, readdirSync } from "node:fs";
import type { ServiceUser } from "./service-user.ts";

const plain = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Makes `home` (created if missing, mode 0700) and everything in it that belongs to somebody else the service
 * user's.
 *
 * Root changes owners here in a tree which the service user may be changing at the same time, so a path must never
 * be followed twice: each file is opened without following links from its folder's handle, looked at, and changed
 * through that same handle. Links, and files with a second name (which may lie outside `home`), stay as they are.
 *
 * @returns how many files and folders changed hands
 */
export function giveHome(home: string, user: ServiceUser): number {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const handle = openSync(home, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fchmodSync(handle, 0o700);
    return give(handle, user) + giveBelow(handle, user);
  } finally {
    closeSync(handle);
  }
}

function give(handle: number, user: ServiceUser): number {
  const { uid, gid } = fstatSync(handle);
  if (uid === user.uid && gid === user.gid) return 0;
  fchownSync(handle, user.uid, user.gid);
  return 1;
}

function giveBelow(folder: number, user: ServiceUser): number {
  let given = 0;
  for (const entry of readdirSync(`/proc/self/fd/${folder}`, { withFileTypes: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue;
    given += giveEntry(`/proc/self/fd/${folder}/${entry.name}`, user);
  }
  return given;
}

function giveEntry(path: string, user: ServiceUser): number {
  let handle: number;
  try {
    handle = openSync(path, plain);
  } catch (cause) {
    if (isGone(cause)) return 0;
    throw cause;
  }
  try {
    const found = fstatSync(handle);
    if (found.isDirectory()) return give(handle, user) + giveBelow(handle, user);
    return found.isFile() && found.nlink === 1 ? give(handle, user) : 0;
  } finally {
    closeSync(handle);
  }
}

/** Deleted, or replaced by a link or socket, since the folder was read. */
function isGone(cause: unknown): boolean {
  return (
    cause instanceof Error && "code" in cause && ["ENOENT", "ELOOP", "ENXIO", "ENOTDIR"].includes(String(cause.code))
  );
}
