import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import type { RunLimits } from "@gradmark/contract";
import { readKeyed, readNumber, readText, writeIfPresent } from "./control-files.ts";
import { groupsFolder, type Hierarchies, legacyControllers } from "./find-hierarchies.ts";
import type { RunGroup } from "./run-group.ts";

/** Folders of one run, in each tree that is used. Equal paths where one tree carries several controllers. */
interface GroupFolders {
  unified: string | null;
  memory: string | null;
  pids: string | null;
  all: readonly string[];
}

/** Which limits the control groups of this machine can hold. */
export function groupControllers(hierarchies: Hierarchies): { memory: boolean; pids: boolean; cpuTime: boolean } {
  const has = (name: "memory" | "pids"): boolean =>
    hierarchies.legacy[name] !== undefined || hierarchies.unifiedControllers.includes(name);
  return {
    memory: has("memory"),
    pids: has("pids"),
    // A v2 group counts its processor time also without the cpu controller.
    cpuTime: hierarchies.unified !== null || hierarchies.legacy.cpuacct !== undefined,
  };
}

/**
 * Makes fresh control groups `gradmark/<name>` in every tree, because counters of an old one are not reset; what is
 * left of an old one is killed and removed. The limits hold before any process enters.
 * @param onMade told of each new folder before its control files are used
 */
export async function makeCgroup(
  hierarchies: Hierarchies,
  name: string,
  limits: Pick<RunLimits, "memoryBytes" | "processes">,
  onMade: (folder: string) => void = () => undefined,
): Promise<RunGroup> {
  const left = findCgroup(hierarchies, name);
  left.kill();
  await left.remove();
  const folders = makeFolders(hierarchies, name);
  const { unified, memory, pids } = folders;
  for (const folder of folders.all) onMade(folder);
  if (memory !== null) limitMemory(memory, memory !== unified, limits.memoryBytes);
  if (pids !== null) writeLimit(join(pids, "pids.max"), limits.processes);
  const cpuacct = hierarchies.legacy.cpuacct ? groupPath(hierarchies.legacy.cpuacct, name) : null;
  return {
    entry: { unified, legacy: folders.all.filter((one) => one !== unified).map((one) => join(one, "tasks")) },
    admit: (pid) => moveIn(folders.all, pid),
    holds: (pid) => folders.all.every((folder) => members(folder).includes(pid)),
    cpuMs: () => readCpuMs(unified, cpuacct),
    peakMemoryBytes: () => readPeak(memory, memory !== unified),
    oomKills: () => readOomKills(memory, memory !== unified),
    refusedProcesses: () => (pids === null ? 0 : (readKeyed(join(pids, "pids.events"), "max") ?? 0)),
    kill: () => killFolders(folders),
    isEmpty: () => folders.all.every(isFolderEmpty),
    remove: () => removeFolders(folders.all),
  };
}

/** What is there of the group of a run that another launcher left behind; perhaps nothing. */
export function findCgroup(hierarchies: Hierarchies, name: string): Pick<RunGroup, "kill" | "isEmpty" | "remove"> {
  const all = groupRoots(hierarchies)
    .map((root) => groupPath(root, name))
    .filter((folder) => readText(join(folder, "cgroup.procs")) !== null);
  const unified = hierarchies.unified ? groupPath(hierarchies.unified, name) : null;
  const pids = hierarchies.legacy.pids ? groupPath(hierarchies.legacy.pids, name) : null;
  return {
    kill: () => killFolders({ unified, memory: null, pids, all }),
    isEmpty: () => all.every(isFolderEmpty),
    remove: () => removeFolders(all),
  };
}

/** The trees that a run is put in. Each costs a move; cpuacct has nothing to add where version 2 counts. */
function groupRoots(hierarchies: Hierarchies): string[] {
  const used = legacyControllers.filter((name) => name !== "cpuacct" || hierarchies.unified === null);
  const roots = used.map((name) => hierarchies.legacy[name]).filter((root) => root !== undefined);
  return [...new Set(hierarchies.unified ? [hierarchies.unified, ...roots] : roots)];
}

function groupPath(root: string, name: string): string {
  return join(root, groupsFolder, name);
}

function makeFolders(hierarchies: Hierarchies, name: string): GroupFolders {
  const all = groupRoots(hierarchies).map((root) => groupPath(root, name));
  for (const folder of all) mkdirSync(folder);
  const unified = hierarchies.unified ? groupPath(hierarchies.unified, name) : null;
  const folderOf = (controller: "memory" | "pids"): string | null => {
    const legacy = hierarchies.legacy[controller];
    if (legacy) return groupPath(legacy, name);
    return hierarchies.unifiedControllers.includes(controller) ? unified : null;
  };
  return { unified, memory: folderOf("memory"), pids: folderOf("pids"), all };
}

function limitMemory(folder: string, legacy: boolean, bytes: number): void {
  if (!legacy) {
    writeLimit(join(folder, "memory.max"), bytes);
    writeIfPresent(join(folder, "memory.swap.max"), "0");
    return;
  }
  writeLimit(join(folder, "memory.limit_in_bytes"), bytes);
  // Memory and swap together; absent on a kernel without swap accounting.
  writeIfPresent(join(folder, "memory.memsw.limit_in_bytes"), String(bytes));
}

/** A limit that cannot be set must not be taken for one that is. */
function writeLimit(path: string, value: number): void {
  if (!writeIfPresent(path, String(value))) throw new Error(`${path} is missing`);
}

function readCpuMs(unified: string | null, cpuacct: string | null): number | null {
  const micro = unified === null ? null : readKeyed(join(unified, "cpu.stat"), "usage_usec");
  if (micro !== null) return micro / 1e3;
  const nano = cpuacct === null ? null : readNumber(join(cpuacct, "cpuacct.usage"));
  return nano === null ? null : nano / 1e6;
}

function readPeak(folder: string | null, legacy: boolean): number | null {
  if (folder === null) return null;
  return readNumber(join(folder, legacy ? "memory.max_usage_in_bytes" : "memory.peak"));
}

function readOomKills(folder: string | null, legacy: boolean): number {
  if (folder === null) return 0;
  return readKeyed(join(folder, legacy ? "memory.oom_control" : "memory.events"), "oom_kill") ?? 0;
}

/**
 * Kills all at once where the kernel can (cgroup.kill, Linux 5.14). Otherwise forks are refused first, so that a
 * loop of kills over the members comes to an end.
 */
function killFolders(folders: GroupFolders): void {
  if (folders.unified !== null && writeIfPresent(join(folders.unified, "cgroup.kill"), "1")) return;
  if (folders.pids !== null) writeIfPresent(join(folders.pids, "pids.max"), "0");
  for (const folder of folders.all) {
    for (const pid of members(folder)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    }
  }
}

function moveIn(folders: readonly string[], pid: number): void {
  for (const folder of folders) {
    try {
      writeIfPresent(join(folder, "cgroup.procs"), String(pid));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function members(folder: string): number[] {
  const text = readText(join(folder, "cgroup.procs")) ?? "";
  // 0 stands for a process outside of our pid namespace, which cannot be one of ours.
  return text
    .split("\n")
    .map(Number)
    .filter((pid) => pid > 0);
}

function isFolderEmpty(folder: string): boolean {
  const populated = readKeyed(join(folder, "cgroup.events"), "populated");
  return populated === null ? members(folder).length === 0 : populated === 0;
}

/** A group stays busy for a moment after its last process was killed. */
async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let attempt = 0; ; attempt++) {
      try {
        rmdirSync(folder);
        break;
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === "ENOENT") break;
        if (code !== "EBUSY" || attempt >= 1000) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1 + attempt / 20));
      }
    }
  }
}
