import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { makeCgroup } from "../cgroup/cgroup-group.ts";
import { namespaceGroup } from "../cgroup/namespace-group.ts";
import type { RunGroup } from "../cgroup/run-group.ts";
import type { ReadOnlyMount, RunSpec } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { type BoxFolder, makeMountedBox, makePlainBox } from "./box-folder.ts";
import type { Driver } from "./driver.ts";
import type { Facilities } from "./facilities.ts";
import { type Lease, leaseUid, removeLease } from "./lease.ts";
import type { Starter } from "./starter.ts";
import { type SystemEntry, systemEntries } from "./system-entries.ts";

/** Everything that one run has been given for itself. */
export interface PreparedRun {
  /** Kernel uid and gid; null when the launcher has no privileges to drop. */
  uid: number | null;
  /** Folder of the launcher's own files for this run. */
  folder: string;
  runFolder: string;
  box: BoxFolder;
  group: RunGroup;
  starter: Starter;
  system: readonly SystemEntry[];
  /** Whether the box's size is limited, so that "full" can be told. */
  sized: boolean;
  /** Gives everything back, in reverse order. */
  dispose: () => Promise<void>;
}

/** A working folder has at most this many files and folders for each MiB, and never less than 1,000. */
const inodesPerMiB = 64;

/**
 * Takes a uid, makes the control groups and the box.
 * @throws SandboxError when all uids are taken or something cannot be made
 */
export async function prepareRun(
  facilities: Facilities,
  spec: RunSpec,
  driver: Pick<Driver, "etcFolder" | "groupProcesses">,
): Promise<PreparedRun> {
  const lease = takeLease(facilities);
  const undo: (() => Promise<void> | void)[] = [lease.release];
  const dispose = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const group = facilities.hierarchies
      ? await makeCgroup(facilities.hierarchies, String(lease.uid), {
          memoryBytes: spec.limits.memoryBytes,
          processes: driver.groupProcesses(spec.limits.processes),
        })
      : namespaceGroup();
    undo.push(group.remove);
    const { system, views } = systemOf(spec, driver.etcFolder(facilities.runFolder));
    const make = facilities.canMount ? makeMountedBox : makePlainBox;
    const uid = facilities.pool === null ? null : lease.uid;
    const request = {
      ...{ folder: lease.folder, uid, mounts: [...views, ...spec.mounts], diskBytes: spec.limits.diskBytes },
      inodes: Math.max(1000, Math.ceil((spec.limits.diskBytes / 2 ** 20) * inodesPerMiB)),
    };
    const box = await make(request, facilities.mounter);
    undo.push(box.remove);
    const { folder } = lease;
    const { runFolder, starter, canMount: sized } = facilities;
    return { uid, folder, runFolder, box, group, starter, system, sized, dispose };
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
