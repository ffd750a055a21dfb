import type { RunLimits } from "@gradmark/contract";
import type { BoxFolder } from "../box/box-folder.ts";
import { boxPaths } from "../box/box-paths.ts";
import { type Rlimit, resources } from "../box/launch-command.ts";
import type { SystemEntry } from "../box/system-entries.ts";
import type { RunSpec } from "../sandbox/sandbox.ts";

/** File descriptors of bubblewrap, besides the three standard ones. */
export const descriptors = { status: 3, options: 4, filter: 5 } as const;

/** The uid and gid of the program as it sees itself. */
export const programUid = 1000;

/** bubblewrap itself needs a few processes of the run's share. */
export const ownProcesses = 4;

export const bwrapPath = "/usr/bin/bwrap";

/** bubblewrap with its options in a descriptor: on the command line, everyone in the box could read them. */
export function bwrapCommand(command: readonly string[]): string[] {
  return [bwrapPath, "--args", String(descriptors.options), "--", ...command];
}

export function bwrapLimits(uid: number | null, limits: RunLimits): Rlimit[] {
  const pairs: Rlimit[] = [
    [resources.core, 0],
    [resources.openFiles, 256],
    [resources.fileSize, limits.diskBytes],
    [resources.cpuSeconds, Math.ceil(limits.cpuMs / 1000) + 1],
  ];
  // Counted by kernel uid, so only for a uid of its own, where zombies of its last run may still count: the control
  // group is the limit that is told, this is the fence behind it.
  if (uid !== null) pairs.push([resources.processes, 4 * (limits.processes + ownProcesses)]);
  return pairs;
}

const namespaces = [
  "--unshare-user",
  "--disable-userns",
  "--unshare-ipc",
  "--unshare-pid",
  "--unshare-net",
  "--unshare-uts",
  "--unshare-cgroup-try",
];
const identity = ["--hostname", "box", "--uid", `${programUid}`, "--gid", `${programUid}`, "--cap-drop", "ALL"];
const life = ["--die-with-parent", "--new-session", "--clearenv"];
const kernelFolders = ["--proc", "/proc", "--dev", "/dev"];
const handles = ["--seccomp", String(descriptors.filter), "--json-status-fd", String(descriptors.status)];

/**
 * The options that bubblewrap reads from a descriptor. They are applied in this order, so what makes a place
 * read-only comes after all that is put there.
 */
export function bwrapOptions(spec: RunSpec, box: BoxFolder, system: readonly SystemEntry[]): string[] {
  const environment = Object.entries({ HOME: boxPaths.tmp, TMPDIR: boxPaths.tmp, ...spec.environment });
  const writable = ["--bind", box.tmp, boxPaths.tmp, "--bind", box.work, boxPaths.work];
  const sharedMemory = ["--bind", box.shm, "/dev/shm", "--remount-ro", "/dev"];
  const close = ["--remount-ro", "/", "--chdir", boxPaths.work];
  return [
    ...namespaces,
    ...identity,
    ...life,
    ...environment.flatMap(([name, value]) => ["--setenv", name, value]),
    ...system.flatMap(({ at, source, linkTo }) =>
      linkTo === null ? ["--ro-bind", source, at] : ["--symlink", linkTo, at],
    ),
    ...kernelFolders,
    ...sharedMemory,
    ...writable,
    ...box.mounts.flatMap(({ source, at, watched }) => [watched ? "--bind" : "--ro-bind", source, at]),
    ...close,
    ...handles,
  ];
}
