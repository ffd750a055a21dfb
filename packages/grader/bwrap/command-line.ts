import type { BoxFolder } from "../box/box-folder.ts";
import type { SystemEntry } from "../box/system-entries.ts";
import type { RunSpec } from "../sandbox/sandbox.ts";

/** The tools that a launch goes through, each by absolute path: the environment is empty. */
export const tools = {
  shell: "/bin/bash",
  setpriv: "/usr/bin/setpriv",
  bwrap: "/usr/bin/bwrap",
} as const;

/** File descriptors of the launched process, besides the three standard ones. */
export const descriptors = { options: 3, filter: 4, status: 5 } as const;

/** The uid and gid of the program as it sees itself. */
export const programUid = 1000;

/** bubblewrap itself needs a few processes of the run's share. */
export const ownProcesses = 4;

export interface LaunchPlan {
  /** Kernel uid and gid to drop to; null when the launcher has no privileges to drop. */
  uid: number | null;
  doors: readonly string[];
  limits: RunSpec["limits"];
  command: readonly string[];
}

/**
 * Closes every handle that the launcher had inherited itself (Node hands them on), enters the control groups (writing
 * 0 moves the writer, and the shell's echo is no process of its own), takes the limits, and goes on as its arguments
 * with an empty environment. Bash, because a POSIX shell need not close handles above 9.
 */
const prelude = `
for handle in /proc/$$/fd/*; do
  n=\${handle##*/}
  if [ "$n" -gt ${descriptors.status} ]; then exec {n}>&-; fi
done
while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done
shift
while [ "$1" != -- ]; do ulimit "$1" "$2" || exit 125; shift 2; done
shift
exec -c "$@"`;

/**
 * What the launcher starts: enter the control groups, take the rlimits, become another uid for good, and only then
 * bubblewrap: started as root it would leave the program kernel uid 0 (bubblewrap issues 287, 313).
 */
export function launchCommand(plan: LaunchPlan): string[] {
  const { uid, command } = plan;
  const drop =
    uid === null
      ? []
      : [tools.setpriv, `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", "--no-new-privs", "--inh-caps=-all"];
  const bwrap = [tools.bwrap, "--args", String(descriptors.options), "--"];
  return [
    tools.shell,
    "-c",
    prelude,
    "launch",
    ...plan.doors,
    "--",
    ...limitsOf(plan),
    "--",
    ...drop,
    ...bwrap,
    ...command,
  ];
}

/** Options of bash's ulimit; files in KiB. */
function limitsOf({ uid, limits }: LaunchPlan): string[] {
  const pairs: [string, number][] = [
    ["-c", 0],
    ["-n", 256],
    ["-f", Math.ceil(limits.diskBytes / 1024)],
    ["-t", Math.ceil(limits.cpuMs / 1000) + 1],
  ];
  // Counted by kernel uid, so only for a uid of its own, where zombies of its last run may still count: the control
  // group is the limit that is told, this is the fence behind it.
  if (uid !== null) pairs.push(["-u", 4 * (limits.processes + ownProcesses)]);
  return pairs.flatMap(([option, value]) => [option, String(value)]);
}

/** Paths of a box. The contract with result scripts names them only by environment variables. */
export const boxPaths = { work: "/work", tmp: "/tmp" } as const;

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
    ...box.mounts.flatMap(({ source, at }) => ["--ro-bind", source, at]),
    ...close,
    ...handles,
  ];
}
