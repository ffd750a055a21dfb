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
} from "node:fs";
import { join } from "node:path";
import type { ReadOnlyMount } from "../sandbox/sandbox.ts";
import { type MountCall, type Mounter, mountFlags } from "./mounter.ts";

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

/**
 * A box on a tmpfs of its own, without device files, set-uid and followed links, into which the views are bound: a
 * bind mount is reachable where the folders above its source are closed to the run's uid.
 * Needs the right to mount.
 */
export async function makeMountedBox(request: BoxRequest, mounter: Mounter): Promise<BoxFolder> {
  const scratch = join(request.folder, "scratch");
  const views = join(request.folder, "views");
  const remove = (): Promise<void> => removeMountedBox(request.folder, mounter);
  try {
    mkdirSync(scratch);
    mkdirSync(views, { mode: 0o711 });
    const targets = request.mounts.map((mount, i) => ({
      ...mount,
      view: makePoint(mount, join(views, `${i}`)),
    }));
    const { noSetuid, noDevices, noLinks } = mountFlags;
    const size = `size=${request.diskBytes},nr_inodes=${request.inodes},mode=0711`;
    await mounter.call([
      { source: "tmpfs", target: scratch, type: "tmpfs", flags: noSetuid | noDevices | noLinks, options: size },
      ...targets.flatMap(viewCalls),
    ]);
    const mounts = targets.map(({ view, ...mount }) => ({ ...mount, source: view }));
    return { ...makeWritable(scratch, request.uid), mounts, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Binds a source, which may be a handle's path in /proc: the kernel follows it to the file that was opened. What is
 * mounted below the source is not shown.
 */
function viewCalls({ source, view, watched }: ReadOnlyMount & { view: string }): MountCall[] {
  const { bind, remount, readOnly, noSetuid, noDevices } = mountFlags;
  const restrict = bind | remount | noSetuid | noDevices | (watched ? 0 : readOnly);
  return [
    { source, target: view, type: "none", flags: bind, options: "" },
    { source: "none", target: view, type: "none", flags: restrict, options: "" },
  ];
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
export async function removeLeftBox(folder: string, mounter: Mounter): Promise<void> {
  await unmountBelow(folder, mounter);
  // What is left of a plain box; of a mounted one only the empty mount point.
  rmSync(join(folder, "scratch"), { recursive: true, force: true });
  await removeMountedBox(folder, mounter);
}

/**
 * Unmounts and removes what `makeMountedBox` made below `folder`, also after a launcher that was killed half-way.
 * Removes no folder with its contents: a mount point that could not be unmounted stops it.
 */
async function removeMountedBox(folder: string, mounter: Mounter): Promise<void> {
  await unmountBelow(folder, mounter);
  const views = join(folder, "views");
  for (const point of [join(folder, "scratch"), ...listed(views), views]) removePoint(point);
}

async function unmountBelow(folder: string, mounter: Mounter): Promise<void> {
  const calls = mountsBelow(folder).map((target) => ({ source: null, target, type: "", flags: 0, options: "" }));
  if (calls.length > 0) await mounter.call(calls);
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
