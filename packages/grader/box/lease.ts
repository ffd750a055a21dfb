import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** A kernel uid that belongs to one run at a time, and the folder that says so. */
export interface Lease {
  uid: number;
  folder: string;
  release: () => void;
}

export interface UidPool {
  first: number;
  size: number;
  /** Uids that this launcher has found or left without a process; to look again is dear on a busy machine. */
  known: Set<number>;
}

/**
 * Takes a uid that nobody uses. The lock is the folder `<runFolder>/<uid>`, which appears and goes by one rename with
 * its owner's name in it, so that launchers and reapers beside each other never see half of it.
 * A uid of which a process is alive is passed over.
 * @returns null when all are taken
 */
export function leaseUid(runFolder: string, pool: UidPool): Lease | null {
  let busy: Set<number> | null = null;
  const isFree = (uid: number): boolean => {
    if (pool.known.has(uid)) return true;
    busy ??= uidsAlive();
    return !busy.has(uid);
  };
  const draft = mkdtempSync(join(runFolder, ".lease-"));
  chmodSync(draft, 0o711);
  writeFileSync(join(draft, "owner"), ownerLine(process.pid));
  for (let uid = pool.first; uid < pool.first + pool.size; uid++) {
    const folder = join(runFolder, String(uid));
    if (!isFree(uid) || !renamed(draft, folder)) continue;
    // Known again only when the run was cleaned up to its end.
    pool.known.delete(uid);
    const release = (): void => {
      removeLease(folder);
      pool.known.add(uid);
    };
    return { uid, folder, release };
  }
  rmSync(draft, { recursive: true });
  return null;
}

/** Takes the lock away, then what was in it: the launcher's own small files, never a folder. */
export function removeLease(folder: string): void {
  const gone = mkdtempSync(join(dirname(folder), ".lease-"));
  renameSync(folder, gone);
  for (const name of readdirSync(gone)) unlinkSync(join(gone, name));
  rmdirSync(gone);
}

/** A folder cannot be renamed onto one that is not empty (rename(2)). */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOTEMPTY" || code === "EEXIST") return false;
    throw error;
  }
}

/** Leases whose launcher is no longer alive. */
export function deadLeases(runFolder: string): { uid: number; folder: string }[] {
  return readdirSync(runFolder)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ uid: Number(name), folder: join(runFolder, name) }))
    .filter(({ folder }) => !isOwnerAlive(join(folder, "owner")));
}

/** Of several reapers at once, one gets true. */
export function claimDeadLease(folder: string): boolean {
  const claim = join(folder, "reaper");
  try {
    writeFileSync(claim, ownerLine(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Somebody else has just removed it all.
    if (code === "ENOENT") return false;
    if (code !== "EEXIST") throw error;
  }
  if (isOwnerAlive(claim)) return false;
  writeFileSync(claim, ownerLine(process.pid));
  return true;
}

function isOwnerAlive(file: string): boolean {
  const line = readOrEmpty(file);
  const pid = Number(line.split(" ")[0]);
  return pid > 0 && !line.endsWith("gone") && ownerLine(pid) === line;
}

/** A pid is used again sooner or later; together with the start time of its process it is not. */
function ownerLine(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name, field 2, may hold spaces and brackets; the start time is field 22.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isAlive = fields.length > 19 && fields[0] !== "Z";
  return `${pid} ${isAlive ? fields[19] : "gone"}`;
}

/** The real uids of all processes. The owner of /proc/PID does not say it: it is root for an undumpable process. */
export function uidsAlive(): Set<number> {
  const uids = new Set<number>();
  for (const { uid } of processUids()) uids.add(uid);
  return uids;
}

/** Every process that is alive, with its real uid. */
export function processUids(): { pid: number; uid: number; name: string }[] {
  const found: { pid: number; uid: number; name: string }[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = readOrEmpty(`/proc/${name}/status`);
    const uid = /^Uid:\t(\d+)/m.exec(status)?.[1];
    // A zombie is dead and only waits for the machine's init to count it.
    if (uid !== undefined && !/^State:\tZ/m.test(status))
      found.push({ pid: Number(name), uid: Number(uid), name: /^Name:\t(.+)/.exec(status)?.[1] ?? "" });
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
