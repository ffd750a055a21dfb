import { execFile } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { emptyEnvironment } from "../sandbox/empty-environment.ts";
import type { ReadOnlyMount } from "../sandbox/sandbox.ts";

/** The folders of one run on the host. */
export interface BoxFolder {
  /** Writable folders of the run, all on one file system of limited size. */
  work: string;
  tmp: string;
  shm: string;
  /** For the sandbox's own files, which the program is not shown; the run's uid owns it, too. */
  engine: string;
  /** The read-only views, at paths that the run's uid can reach. */
  mounts: readonly ReadOnlyMount[];
  remove: () => Promise<void>;
}

export interface BoxRequest {
  /** A folder that only the launcher writes. */
  folder: string;
  /** Owner of the writable folders; null for the launcher's own user. */
  uid: number | null;
  mounts: readonly ReadOnlyMount[];
  diskBytes: number;
  inodes: number;
}

const run = promisify(execFile);

/**
 * A box on a tmpfs of its own, without device files, set-uid and followed links, into which the views are bound: a
 * bind mount is reachable where the folders above its source are closed to the run's uid.
 * Needs the right to mount.
 */
export async function makeMountedBox(request: BoxRequest): Promise<BoxFolder> {
  const scratch = join(request.folder, "scratch");
  const views = join(request.folder, "views");
  const remove = (): Promise<void> => removeMountedBox(request.folder);
  try {
    mkdirSync(scratch);
    mkdirSync(views, { mode: 0o711 });
    const targets = request.mounts.map((mount, i) => ({
      ...mount,
      view: makePoint(mount, join(views, `${i}`)),
    }));
    const options = `nosuid,nodev,nosymfollow,size=${request.diskBytes},nr_inodes=${request.inodes},mode=0711`;
    const table = [
      `tmpfs ${quote(scratch)} tmpfs ${options} 0 0`,
      ...targets.map(({ source, view, watched }) => {
        const mode = watched ? "rw" : "ro";
        return `${quote(source)} ${quote(view)} none bind,${mode},nosuid,nodev 0 0`;
      }),
    ];
    const tablePath = join(request.folder, "fstab");
    writeFileSync(tablePath, `${table.join("\n")}\n`);
    // Not canonicalised: a source may be a handle's path in /proc, which must stay the file that was opened.
    await run("/usr/bin/mount", ["--all", "--no-canonicalize", "--fstab", tablePath], { env: emptyEnvironment });
    const mounts = targets.map(({ view, ...mount }) => ({ ...mount, source: view }));
    return { ...makeWritable(scratch, request.uid), mounts, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** An empty file or folder onto which the source can be mounted. */
function makePoint({ source, watched }: ReadOnlyMount, view: string): string {
  const stat = statSync(source);
  if (watched && (stat.mode & 0o022) !== 0) throw new Error(`${source} is to be watched and may be written by others`);
  if (stat.isDirectory()) mkdirSync(view);
  else closeSync(openSync(view, "wx", 0o444));
  return view;
}

/** A box in plain folders, where nothing can be mounted: without a limit on its size. */
export function makePlainBox(request: BoxRequest): BoxFolder {
  const scratch = join(request.folder, "scratch");
  mkdirSync(scratch, { mode: 0o711 });
  return {
    ...makeWritable(scratch, request.uid),
    // Runs have the launcher's own uid here, so nothing but the mount keeps them from writing.
    mounts: request.mounts.map(({ source, at }) => ({ source, at })),
    // Nothing of the run is alive by now, so no link can appear on the way; rm removes links, it does not follow them.
    remove: async () => rmSync(scratch, { recursive: true, force: true }),
  };
}

function makeWritable(scratch: string, uid: number | null): Pick<BoxFolder, "work" | "tmp" | "shm" | "engine"> {
  const [work, tmp, shm, engine] = ["work", "tmp", "shm", "engine"].map((name) => {
    const folder = join(scratch, name);
    mkdirSync(folder, { mode: 0o700 });
    if (uid !== null) chownSync(folder, uid, uid);
    return folder;
  }) as [string, string, string, string];
  return { work, tmp, shm, engine };
}

/** Removes the box of a run whose launcher is gone and whose processes are dead, whichever kind it was. */
export async function removeLeftBox(folder: string): Promise<void> {
  await unmountBelow(folder);
  // What is left of a plain box; of a mounted one only the empty mount point.
  rmSync(join(folder, "scratch"), { recursive: true, force: true });
  await removeMountedBox(folder);
}

/**
 * Unmounts and removes what `makeMountedBox` made below `folder`, also after a launcher that was killed half-way.
 * Removes no folder with its contents: a mount point that could not be unmounted stops it.
 */
export async function removeMountedBox(folder: string): Promise<void> {
  await unmountBelow(folder);
  const views = join(folder, "views");
  for (const point of [join(folder, "scratch"), ...listed(views), views]) removePoint(point);
  rmSync(join(folder, "fstab"), { force: true });
}

async function unmountBelow(folder: string): Promise<void> {
  const mounted = mountsBelow(folder);
  // Lazily, so that also what is still busy goes at once.
  if (mounted.length > 0) await run("/usr/bin/umount", ["--lazy", ...mounted], { env: emptyEnvironment });
}

function mountsBelow(folder: string): string[] {
  const points = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[4] ?? "");
  return points.filter((point) => point.startsWith(`${folder}/`));
}

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function removePoint(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) rmdirSync(path);
  else if (stat !== undefined) unlinkSync(path);
}

/** fstab(5): blanks, tabs, line ends and backslashes as octal numbers. */
function quote(path: string): string {
  return path.replace(/[\s\\#]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`);
}
