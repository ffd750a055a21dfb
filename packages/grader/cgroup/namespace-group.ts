import { readText } from "./control-files.ts";
import type { RunGroup } from "./run-group.ts";

/**
 * A run held together by its pid namespace alone, for a launcher without control groups: the death of the
 * namespace's first process kills everything in it (pid_namespaces(7)). Nothing is counted or limited.
 */
export function namespaceGroup(): RunGroup {
  let first: number | null = null;
  return {
    entry: { unified: null, legacy: [] },
    admit: () => undefined,
    holds: () => true,
    cpuMs: () => null,
    peakMemoryBytes: () => null,
    oomKills: () => 0,
    refusedProcesses: () => 0,
    onStatus: (text) => {
      const pid = /"child-pid"\s*:\s*(\d+)/.exec(text)?.[1];
      if (pid !== undefined) first = Number(pid);
    },
    kill: () => {
      if (first !== null && !isDead(first)) killOne(first);
    },
    isEmpty: () => first === null || isDead(first),
    remove: async () => undefined,
  };
}

/** The first process turns into a zombie only after the kernel has killed and waited for all the others. */
function isDead(pid: number): boolean {
  const stat = readText(`/proc/${pid}/stat`);
  return stat === null || stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) === "Z";
}

function killOne(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
