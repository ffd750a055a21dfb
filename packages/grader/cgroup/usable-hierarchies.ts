import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readText, writeIfPresent } from "./control-files.ts";
import { groupsFolder, type Hierarchies, legacyControllers } from "./find-hierarchies.ts";

const wanted = ["memory", "pids", "cpu"];

/**
 * Makes our folder in every tree, and leaves out what this launcher may not use: in a container the trees may be
 * read-only, or the controllers of version 2 not to be had. null when nothing is left.
 */
export function usableHierarchies(found: Hierarchies): Hierarchies | null {
  const legacy = Object.fromEntries(
    legacyControllers.flatMap((name) => {
      const root = found.legacy[name];
      return root !== undefined && canMakeGroups(root) ? [[name, root]] : [];
    }),
  );
  const unified = found.unified !== null && canMakeGroups(found.unified) ? found.unified : null;
  const unifiedControllers = unified === null ? [] : handDown(unified, found.unifiedControllers);
  return unified === null && Object.keys(legacy).length === 0 ? null : { unified, unifiedControllers, legacy };
}

function canMakeGroups(root: string): boolean {
  try {
    // Not recursive: in a file system that refuses with ENOENT, such as /proc, Node's recursive mkdir never ends.
    mkdirSync(join(root, groupsFolder));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return true;
    if (isRefusal(error)) return false;
    throw error;
  }
}

/**
 * In a version 2 tree each level must hand its controllers down to the next (cgroup-v2.rst, "Enabling and Disabling");
 * a root of a container that has processes may not (EBUSY, "No Internal Process Constraint").
 * @returns the controllers that groups of ours then have
 */
function handDown(root: string, available: readonly string[]): string[] {
  const asked = wanted.filter((name) => available.includes(name));
  for (const name of asked)
    for (const folder of [root, join(root, groupsFolder)]) {
      if (enabledIn(folder).includes(name)) continue;
      try {
        writeIfPresent(join(folder, "cgroup.subtree_control"), `+${name}`);
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
  const enabled = enabledIn(join(root, groupsFolder));
  return asked.filter((name) => enabled.includes(name));
}

function enabledIn(folder: string): string[] {
  return readText(join(folder, "cgroup.subtree_control"))?.trim().split(/\s+/) ?? [];
}

function isRefusal(error: unknown): boolean {
  return ["EROFS", "EACCES", "EPERM", "EBUSY", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
