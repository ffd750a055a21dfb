import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, constants, copyFile, lstat, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ReadOnlyMount } from "../sandbox/sandbox.ts";
import { isFileName } from "./check-script.ts";
import { HostFailure } from "./host-failure.ts";
import type { HandInFile } from "./rerun-request.ts";

/** Where a box shows the files of a run; scripts learn it from the environment. */
export const shownAt = { script: "/script", data: "/data", model: "/model" } as const;

/** Files laid out for the box, readable by everyone whatever their own modes are. */
export interface Layout {
  scriptMounts: readonly ReadOnlyMount[];
  modelMounts: readonly ReadOnlyMount[];
  /** Lays out a data folder; every layout looks the same from inside, so that no script can tell an audit run. */
  layOutData(files: Readonly<Record<string, string | Uint8Array>>): Promise<ReadOnlyMount>;
  /** Which of the files laid out so far have been read; null when this machine's file system does not tell. */
  filesRead(): Promise<FileRead[] | null>;
  remove(): Promise<void>;
}

export interface FileRead {
  /** Folder and name as a script sees them, such as `model/weights.bin`. */
  file: string;
  read: boolean;
  /** Of a file that was read. */
  sha256: string | null;
}

/** A time that tells nothing. Far back, so that also a file system that seldom notes it (relatime) notes a read. */
const stillTime = new Date("2000-01-01T00:00:00Z");

/**
 * Lays out script, helpers and model below a new folder of `scratch`.
 * @throws HostFailure when a stored file is gone
 */
export async function layOutFiles(
  scratch: string,
  script: { name: string; bytes: Uint8Array },
  helpers: readonly HandInFile[],
  modelFiles: readonly { name: string; path: string }[],
): Promise<Layout> {
  const root = await mkdtemp(join(scratch, "rerun-"));
  await chmod(root, 0o711);
  const folder = async (): Promise<string> => {
    const path = join(root, randomBytes(8).toString("hex"));
    await mkdir(path);
    await chmod(path, 0o755);
    return path;
  };
  const laidOut: { shown: string; source: string }[] = [];
  const show = (source: string, at: string): ReadOnlyMount => {
    laidOut.push({ shown: at.slice(1), source });
    return { source, at, watched: true };
  };
  const scriptFolder = await folder();
  for (const file of [script, ...helpers]) await put(scriptFolder, file);
  const modelFolder = await folder();
  const modelMounts = [show(modelFolder, shownAt.model)];
  for (const { name, path } of modelFiles) await put(modelFolder, { name, path });
  return {
    scriptMounts: [show(scriptFolder, shownAt.script)],
    modelMounts,
    layOutData: async (files) => {
      const source = await folder();
      for (const [name, content] of Object.entries(files))
        await put(source, typeof content === "string" ? { name, path: content } : { name, bytes: content });
      return show(source, shownAt.data);
    },
    filesRead: () => readTimes(laidOut, `${shownAt.script.slice(1)}/${script.name}`),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** The regular files of a data folder, name → path. */
export async function dataFiles(dataDir: string): Promise<Record<string, string>> {
  const entries = await readdir(dataDir, { withFileTypes: true }).catch((error: unknown) => {
    throw new HostFailure("host-data-missing", `The test data cannot be read: ${dataDir}.`, error);
  });
  return Object.fromEntries(entries.filter((e) => e.isFile()).map((e) => [e.name, join(dataDir, e.name)]));
}

/**
 * A read changes a file's time of access, which only its owner can set back. The script itself was certainly read: if
 * even its time stands still, times are not noted here.
 */
async function readTimes(
  laidOut: readonly { shown: string; source: string }[],
  script: string,
): Promise<FileRead[] | null> {
  const files: FileRead[] = [];
  for (const { shown, source } of laidOut)
    for (const name of await readdir(source)) {
      const { atimeMs } = await lstat(join(source, name));
      const read = atimeMs !== stillTime.getTime();
      files.push({ file: `${shown}/${name}`, read, sha256: read ? await hashOf(join(source, name)) : null });
    }
  return files.find(({ file }) => file === script)?.read === true ? files : null;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function put(folder: string, file: HandInFile): Promise<void> {
  if (!isFileName(file.name))
    throw new HostFailure("host-data-missing", `"${file.name}" cannot be laid out for a run.`);
  const target = join(folder, file.name);
  if ("bytes" in file) await writeFile(target, file.bytes, { flag: "wx" });
  else await copyPlain(file.path, target);
  await chmod(target, 0o444);
  await utimes(target, stillTime, stillTime);
}

async function copyPlain(source: string, target: string): Promise<void> {
  try {
    if (!(await lstat(source)).isFile()) throw new Error("not a regular file");
    await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    throw new HostFailure("host-data-missing", `A stored file cannot be read: ${source}.`, error);
  }
}
