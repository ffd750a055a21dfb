import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { SandboxCapability } from "@gradmark/contract";
import { makeCgroup } from "../cgroup/cgroup-group.ts";
import type { Hierarchies } from "../cgroup/find-hierarchies.ts";
import { namespaceGroup } from "../cgroup/namespace-group.ts";
import type { ReadOnlyMount, RunSpec } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { makeMountedBox, makePlainBox } from "./box-folder.ts";
import { ownProcesses, type SystemEntry } from "./command-line.ts";
import { type Lease, leaseUid, removeLease, type UidPool } from "./lease.ts";
import type { PreparedRun } from "./run-in-bwrap.ts";
import { systemEntries } from "./system-entries.ts";

/** What this launcher may do on this machine. */
export interface Facilities {
  runFolder: string;
  filterPath: string;
  etcFolder: string;
  /** null: the launcher has no privileges, runs have its own uid. */
  pool: UidPool | null;
  /** null: runs are held together by their pid namespace alone. */
  hierarchies: Hierarchies | null;
  canMount: boolean;
}

/** A working folder has at most this many files and folders for each MiB, and never less than 1,000. */
const inodesPerMiB = 64;

/**
 * Takes a uid, makes the control groups and the box. `dispose` gives everything back in reverse order.
 * @throws SandboxError when all uids are taken or something cannot be made
 */
export async function prepareRun(
  facilities: Facilities,
  spec: RunSpec,
  capabilities: readonly SandboxCapability[],
): Promise<PreparedRun & { dispose(): Promise<void> }> {
  const lease = takeLease(facilities);
  const undo: (() => Promise<void> | void)[] = [lease.release];
  const dispose = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const group = facilities.hierarchies
      ? makeCgroup(facilities.hierarchies, String(lease.uid), {
          memoryBytes: spec.limits.memoryBytes,
          processes: spec.limits.processes + ownProcesses,
        })
      : namespaceGroup();
    undo.push(group.remove);
    const { system, views } = systemOf(spec, facilities.etcFolder);
    const make = facilities.canMount ? makeMountedBox : makePlainBox;
    const box = await make({
      folder: lease.folder,
      uid: facilities.pool === null ? null : lease.uid,
      mounts: [...views, ...spec.mounts],
      diskBytes: spec.limits.diskBytes,
      inodes: Math.max(1000, Math.ceil((spec.limits.diskBytes / 2 ** 20) * inodesPerMiB)),
    });
    undo.push(box.remove);
    return {
      uid: facilities.pool === null ? null : lease.uid,
      folder: lease.folder,
      box,
      group,
      filterPath: facilities.filterPath,
      system,
      capabilities,
      sized: facilities.canMount,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error instanceof SandboxError
      ? error
      : new SandboxError("host-sandbox-failed", `The box could not be prepared: ${(error as Error).message}`, error);
  }
}

/** The folders of another root may lie where a run's uid does not come: they are views, as data are. */
function systemOf(spec: RunSpec, etcFolder: string): { system: SystemEntry[]; views: ReadOnlyMount[] } {
  const entries = systemEntries(spec.rootFolder ?? "/", etcFolder);
  if (spec.rootFolder === undefined) return { system: entries, views: [] };
  return {
    system: entries.filter(({ linkTo }) => linkTo !== null),
    views: entries.filter(({ linkTo }) => linkTo === null).map(({ source, at }) => ({ source, at })),
  };
}

function takeLease(facilities: Facilities): Lease {
  if (facilities.pool === null) {
    const folder = mkdtempSync(join(facilities.runFolder, "run-"));
    return { uid: process.geteuid?.() ?? -1, folder, release: () => removeLease(folder) };
  }
  const lease = leaseUid(facilities.runFolder, facilities.pool);
  if (lease === null)
    throw new SandboxError(
      "host-sandbox-failed",
      `All ${facilities.pool.size} sandbox uids are in use. Run fewer scripts at once, or reap what is left over.`,
    );
  return lease;
}
