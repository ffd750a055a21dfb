import { constants, openSync } from "node:fs";

/** open(2), `O_PATH`: Node does not list it. */
const namingOnly = 0o10000000;

/**
 * A handle that names a file or folder, or a link itself, and can do nothing else with it. It stays with what it was
 * opened on, whatever is put at the path later; `/proc/self/fd/<handle>` is its path. Closing it does not drop the
 * locks that this process holds on the file, which closing a usual handle does (fcntl(2)): SQLite depends on them.
 */
export function openNaming(path: string): number {
  return openSync(path, namingOnly | constants.O_NOFOLLOW);
}
