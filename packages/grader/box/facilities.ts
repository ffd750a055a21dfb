import { mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findHierarchies, type Hierarchies } from "../cgroup/find-hierarchies.ts";
import { usableHierarchies } from "../cgroup/usable-hierarchies.ts";
import type { UidPool } from "./lease.ts";
import { type Mounter, openMounter } from "./mounter.ts";
import { openStarter, type Starter } from "./starter.ts";

/** What this launcher may do on this machine. */
export interface Facilities {
  /** Where the launcher keeps its locks and mounts; the same for all launchers of a machine. */
  runFolder: string;
  /** null: the launcher has no privileges, runs have its own uid. */
  pool: UidPool | null;
  /** null: runs are held together by their pid namespace alone. */
  hierarchies: Hierarchies | null;
  /** Whether a box can have a file system of its own; the probe takes it back when the first mount is refused. */
  canMount: boolean;
  mounter: Mounter;
  starter: Starter;
}

/** The facilities of root, or of an ordinary user; makes the run folder. */
export function findFacilities(options: { runFolder?: string; pool?: { first: number; size: number } }): Facilities {
  const uid = process.geteuid?.() ?? -1;
  const privileged = uid === 0;
  const runFolder = options.runFolder ?? (privileged ? "/run/gradmark" : join(tmpdir(), `gradmark-${uid}`));
  mkdirSync(runFolder, { recursive: true, mode: 0o711 });
  return {
    runFolder,
    pool: privileged ? { ...(options.pool ?? { first: 61000, size: 64 }), known: new Set() } : null,
    hierarchies: privileged ? readHierarchies() : null,
    canMount: privileged,
    mounter: openMounter(),
    starter: openStarter(),
  };
}

function readHierarchies(): Hierarchies | null {
  const found = findHierarchies(readFileSync("/proc/self/mountinfo", "utf8"), (root) =>
    readFileSync(join(root, "cgroup.controllers"), "utf8"),
  );
  return usableHierarchies(found);
}
