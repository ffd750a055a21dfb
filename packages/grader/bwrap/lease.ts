import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A kernel uid that belongs to one run at a time, and the folder that says so. */
export interface Lease {
  uid: number;
  folder: string;
  release(): void;
}

export interface UidPool {
  first: number;
  size: number;
}

/**
 * Takes a uid that nobody uses: making the folder `<runFolder>/<uid>` is the lock, across launchers.
 * A uid of which a process is alive is passed over.
 * @returns null when all are taken
 */
export function leaseUid(runFolder: string, pool: UidPool): Lease | null {
  mkdirSync(runFolder, { recursive: true, mode: 0o711 });
  const busy = uidsAlive();
  for (let uid = pool.first; uid < pool.first + pool.size; uid++) {
    if (busy.has(uid)) continue;
    const folder = join(runFolder, String(uid));
    try {
      mkdirSync(folder, { mode: 0o711 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw error;
    }
    writeFileSync(join(folder, "owner"), ownerLine(process.pid));
    return { uid, folder, release: () => removeLease(folder) };
  }
  return null;
}

/** Files first, the lock last; the folder must be empty but for them. */
export function removeLease(folder: string): void {
  for (const name of ["options", "owner"]) rmSync(join(folder, name), { force: true });
  rmdirSync(folder);
}

/** Leases whose launcher is no longer alive. */
export function deadLeases(runFolder: string): { uid: number; folder: string }[] {
  return readdirSync(runFolder)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ uid: Number(name), folder: join(runFolder, name) }))
    .filter(({ folder }) => !ownerAlive(folder));
}

function ownerAlive(folder: string): boolean {
  const line = readOrEmpty(join(folder, "owner"));
  const pid = Number(line.split(" ")[0]);
  return pid > 0 && ownerLine(pid) === line;
}

/** A pid is used again sooner or later; together with the start time of its process it is not. */
function ownerLine(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name, field 2, may hold spaces and brackets; the start time is field 22.
  const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "gone";
  return `${pid} ${start}`;
}

/** The real uids of all processes. The owner of /proc/PID does not say it: it is root for an undumpable process. */
export function uidsAlive(): Set<number> {
  const uids = new Set<number>();
  for (const { uid } of processUids()) uids.add(uid);
  return uids;
}

/** Every process that is alive, with its real uid. */
export function processUids(): { pid: number; uid: number }[] {
  const found: { pid: number; uid: number }[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = readOrEmpty(`/proc/${name}/status`);
    const uid = /^Uid:\t(\d+)/m.exec(status)?.[1];
    // A zombie is dead and only waits for the machine's init to count it.
    if (uid !== undefined && !/^State:\tZ/m.test(status)) found.push({ pid: Number(name), uid: Number(uid) });
  }
  return found;
}

/** Empty for a file that is gone, such as that of a process that has just ended. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ESRCH") return "";
    throw error;
  }
}
