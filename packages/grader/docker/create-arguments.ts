import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { boxPaths } from "../box/box-paths.ts";
import type { PreparedRun } from "../box/prepare-run.ts";
import type { SystemEntry } from "../box/system-entries.ts";
import type { RunSpec } from "../sandbox/sandbox.ts";
import type { DockerOptions } from "./docker-client.ts";

/** Files of the launcher that all containers use, below its run folder. */
export const dockerFiles = { etc: "etc-docker", sys: "docker-sys", profile: "docker-seccomp.json" } as const;

/** Label of every container of ours; its value is the run folder of its launcher. */
export const ownLabel = "gradmark.launcher";
export const containerName = (uid: number): string => `gradmark-${uid}`;

/** The waiting shell and `env`, of the run's share. */
export const ownProcesses = 4;

/**
 * Waits until its launcher says that the container is in the run's control groups, then runs the program and hands
 * on how it ended. A shell in between, because a first process cannot kill itself and an image's `docker-init` would
 * be mounted into the system's folders.
 */
const gate = 'read -r go && "$@" </dev/null';

/**
 * Everything after `docker`. Hard flags, each for something that was let through without it; see threat-model.md.
 * What the program may write is all on the run's own sized file system; the root is empty and read-only.
 */
export function createArguments(
  prepared: PreparedRun & { uid: number },
  spec: RunSpec,
  image: string,
  options: DockerOptions,
): string[] {
  const { uid, runFolder } = prepared;
  const environment = { HOME: boxPaths.tmp, TMPDIR: boxPaths.tmp, ...spec.environment };
  return [
    ...["create", "--name", containerName(uid), "--label", `${ownLabel}=${runFolder}`],
    ...["--pull", "never", "--interactive", "--restart", "no", "--stop-timeout", "0"],
    ...(options.runtime === undefined ? [] : ["--runtime", options.runtime]),
    ...isolation(uid, join(runFolder, dockerFiles.profile)),
    ...limits(spec),
    ...mounts(prepared).flatMap((mount) => ["--mount", mount]),
    ...["--workdir", boxPaths.work, "--entrypoint", "/usr/bin/env", image],
    // The environment of the first process is empty: everyone in the container can read it.
    ...["-i", "/bin/sh", "-c", gate, "gate"],
    ...["/usr/bin/env", "-i", ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
    ...spec.command,
  ];
}

function isolation(uid: number, profile: string): string[] {
  return [
    ...["--network", "none", "--ipc", "none", "--cgroupns", "private", "--hostname", "box"],
    ...["--user", `${uid}:${uid}`, "--cap-drop", "ALL", "--read-only"],
    ...["--security-opt", "no-new-privileges", "--security-opt", `seccomp=${profile}`],
    // Nothing of the program's output is to be written to the disk, and nothing of an image to be run beside it.
    ...["--log-driver", "none", "--no-healthcheck"],
  ];
}

/**
 * Those of the container itself. They hold from its first moment, the run's own control groups, whose counters
 * outlive the container, from before the program starts.
 */
function limits({ limits: { memoryBytes, processes, diskBytes, cpuMs } }: RunSpec): string[] {
  const hard = (name: string, value: number): string[] => ["--ulimit", `${name}=${value}:${value}`];
  return [
    ...["--memory", `${memoryBytes}b`, "--memory-swap", `${memoryBytes}b`],
    ...["--pids-limit", String(processes + ownProcesses), "--cpus", String(availableParallelism())],
    ...hard("nofile", 256),
    ...hard("core", 0),
    ...hard("fsize", diskBytes),
    ...hard("cpu", Math.ceil(cpuMs / 1000) + 1),
    ...hard("nproc", 4 * (processes + ownProcesses)),
  ];
}

function mounts({ system, box, runFolder }: PreparedRun): string[] {
  const views = [
    ...system.flatMap((entry) => shownEntry(entry, system, box.mounts)),
    // Without the machine's devices and control groups.
    { source: join(runFolder, dockerFiles.sys), at: "/sys" },
    ...box.mounts,
  ];
  return [
    ...views.map(({ source, at, ...view }) => bind(source, at, !("watched" in view && view.watched))),
    bind(box.work, boxPaths.work, false),
    bind(box.tmp, boxPaths.tmp, false),
    bind(box.shm, "/dev/shm", false),
  ];
}

/** The image has no links: a folder that is one is shown again under its other name. */
function shownEntry(
  { at, source, linkTo }: SystemEntry,
  ...all: readonly (readonly { at: string; source: string; linkTo?: string | null }[])[]
): { source: string; at: string }[] {
  if (linkTo === null) return [{ source, at }];
  const target = join(dirname(at), linkTo);
  const holder = all.flat().find((one) => !one.linkTo && (target === one.at || target.startsWith(`${one.at}/`)));
  return holder ? [{ source: holder.source + target.slice(holder.at.length), at }] : [];
}

/** `--mount` reads one line of CSV. */
function bind(source: string, target: string, readOnly: boolean): string {
  const fields = ["type=bind", `source=${source}`, `target=${target}`, ...(readOnly ? ["readonly"] : [])];
  return fields.map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}
