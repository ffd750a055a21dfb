import { chmodSync, chownSync, closeSync, fstatSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { openNaming } from "./open-naming.ts";
import type { ServiceUser } from "./service-user.ts";

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
  const handle = openNaming(realpathSync(home));
  try {
    chmodSync(pathOf(handle), 0o700);
    return give(handle, user);
  } finally {
    closeSync(handle);
  }
}

function give(handle: number, user: ServiceUser): number {
  const found = fstatSync(handle);
  if (!found.isDirectory() && !(found.isFile() && found.nlink === 1)) return 0;
  const below = found.isDirectory() ? giveBelow(handle, user) : 0;
  if (found.uid === user.uid && found.gid === user.gid) return below;
  chownSync(pathOf(handle), user.uid, user.gid);
  return below + 1;
}

function giveBelow(folder: number, user: ServiceUser): number {
  let given = 0;
  for (const name of readdirSync(pathOf(folder))) given += giveEntry(`${pathOf(folder)}/${name}`, user);
  return given;
}

function giveEntry(path: string, user: ServiceUser): number {
  let handle: number;
  try {
    handle = openNaming(path);
  } catch (cause) {
    // Deleted since the folder was read.
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return 0;
    throw cause;
  }
  try {
    return give(handle, user);
  } finally {
    closeSync(handle);
  }
}

function pathOf(handle: number): string {
  return `/proc/self/fd/${handle}`;
}
