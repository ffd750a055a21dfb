/** Where control groups of one kind are mounted: v1 has a tree for each controller, v2 one for all. */
export interface Hierarchies {
  /** Root of the v2 tree, also where it carries no controllers (hybrid): it can kill and say what is alive. */
  unified: string | null;
  /** Controllers that the v2 tree carries. */
  unifiedControllers: readonly string[];
  /** Controller → root of its v1 tree. */
  legacy: Readonly<Partial<Record<LegacyController, string>>>;
}

/** The folder in each tree below which all groups of ours lie. */
export const groupsFolder = "gradmark";

export const legacyControllers = ["memory", "pids", "cpu", "cpuacct"] as const;
export type LegacyController = (typeof legacyControllers)[number];

/**
 * Reads the layout from `/proc/self/mountinfo` and the v2 root's `cgroup.controllers`.
 * @param mountInfo text of mountinfo (proc(5): fields up to "-", then type, source, super options)
 * @param readControllers gives the text of `cgroup.controllers` below a v2 root
 */
export function findHierarchies(mountInfo: string, readControllers: (root: string) => string): Hierarchies {
  let unified: string | null = null;
  const legacy: Partial<Record<LegacyController, string>> = {};
  for (const line of mountInfo.split("\n")) {
    const [left, right] = line.split(" - ");
    const root = unescapePath(left?.split(" ")[4] ?? "");
    const [type, , options] = right?.split(" ") ?? [];
    if (type === "cgroup2") unified ??= root;
    if (type !== "cgroup") continue;
    for (const option of options?.split(",") ?? []) {
      const controller = legacyControllers.find((name) => name === option);
      if (controller) legacy[controller] ??= root;
    }
  }
  const unifiedControllers = unified === null ? [] : readControllers(unified).trim().split(/\s+/).filter(Boolean);
  return { unified, unifiedControllers, legacy };
}

function unescapePath(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
