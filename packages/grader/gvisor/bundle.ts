import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BoxFolder } from "../box/box-folder.ts";
import { boxPaths } from "../box/box-paths.ts";
import type { SystemEntry } from "../box/system-entries.ts";
import type { RunSpec } from "../sandbox/sandbox.ts";

/** Open files that a program may have. */
const openFiles = 256;

/**
 * Writes an OCI bundle (opencontainers/runtime-spec 1.0.2) for one run: `config.json` and an empty root into which
 * everything is mounted. The program is uid 0 of a user namespace in which that is the run's kernel uid, because
 * rootless gVisor can map no other; it has no capability.
 */
export function writeBundle(folder: string, spec: RunSpec, box: BoxFolder, system: readonly SystemEntry[]): void {
  const root = join(folder, "root");
  makeRoot(root, system, box);
  const environment = { HOME: boxPaths.tmp, TMPDIR: boxPaths.tmp, ...spec.environment };
  const bind = (source: string, destination: string, mode: "ro" | "rw"): object => ({
    ...{ type: "bind", source, destination, options: ["rbind", mode, "nosuid", "nodev"] },
  });
  const config = {
    ociVersion: "1.0.2",
    hostname: "box",
    // Writable in name only: it belongs to the launcher's user. A remount as read-only would need to drop `nosuid` and
    // `nodev` of the scratch, which a user namespace may not.
    root: { path: "root", readonly: false },
    process: {
      user: { uid: 0, gid: 0 },
      args: spec.command,
      env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      cwd: boxPaths.work,
      noNewPrivileges: true,
      capabilities: {},
      rlimits: rlimits(spec),
    },
    mounts: [
      { type: "proc", source: "proc", destination: "/proc" },
      ...system.filter(({ linkTo }) => linkTo === null).map(({ source, at }) => bind(source, at, "ro")),
      bind(box.tmp, boxPaths.tmp, "rw"),
      bind(box.work, boxPaths.work, "rw"),
      bind(box.shm, "/dev/shm", "rw"),
      ...box.mounts.map(({ source, at, watched }) => bind(source, at, watched ? "rw" : "ro")),
    ],
    linux: { namespaces: ["pid", "network", "ipc", "uts", "mount"].map((type) => ({ type })) },
  };
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
}

/** Links, and a point for everything that is mounted: gVisor cannot make them in a root that is not its own. */
function makeRoot(root: string, system: readonly SystemEntry[], box: BoxFolder): void {
  mkdirSync(root, { mode: 0o755 });
  for (const { at, linkTo } of system) if (linkTo !== null) symlinkSync(linkTo, join(root, at));
  const folders = ["/proc", "/dev", "/dev/shm", "/sys", boxPaths.tmp, boxPaths.work];
  for (const at of folders) mkdirSync(join(root, at));
  const views = system.filter(({ linkTo }) => linkTo === null);
  for (const { at, source } of [...views, ...box.mounts]) {
    const point = join(root, at);
    // What lies below another view, such as /etc/alternatives, has its point there.
    if (views.some((view) => at.startsWith(`${view.at}/`))) continue;
    if (statSync(source).isDirectory()) mkdirSync(point, { recursive: true });
    else {
      mkdirSync(dirname(point), { recursive: true });
      writeFileSync(point, "");
    }
  }
}

function rlimits({ limits }: RunSpec): object[] {
  const both = (type: string, value: number): object => ({ type, soft: value, hard: value });
  return [
    both("RLIMIT_NOFILE", openFiles),
    both("RLIMIT_CORE", 0),
    both("RLIMIT_FSIZE", limits.diskBytes),
    both("RLIMIT_NPROC", limits.processes),
  ];
}
