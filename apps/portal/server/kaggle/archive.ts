import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Zip, ZipDeflate } from "fflate";
import type { ListedFile } from "../files/list-files.ts";

/**
 * All files of a folder as one zip on the disk, so that its size is known and a download can be resumed. It is made
 * when it is first asked for, under a name that follows from its contents, and is as old as the newest file in it.
 *
 * @param archives the folder of a course's archives; older ones in it are removed
 * @returns the path of the archive
 */
export async function archiveFiles(folder: string, files: readonly ListedFile[], archives: string): Promise<string> {
  const contents = files.map(({ path, sha256, changedAt }) => [path, sha256, changedAt.getTime()]);
  const name = `${createHash("sha256").update(JSON.stringify(contents)).digest("hex").slice(0, 32)}.zip`;
  const target = join(/* turbopackIgnore: true */ archives, name);
  if (await stat(target).catch(() => null)) return target;
  await mkdir(archives, { recursive: true, mode: 0o700 });
  // Two requests at once both make it; the second rename puts the same bytes in place of the first.
  const aside = join(/* turbopackIgnore: true */ archives, `.${randomUUID()}`);
  try {
    await writeZip(aside, folder, files);
    const newest = new Date(Math.max(0, ...files.map(({ changedAt }) => changedAt.getTime())));
    await utimes(aside, newest, newest);
    await rename(aside, target);
  } finally {
    await rm(aside, { force: true });
  }
  await removeOlder(dirname(target), name);
  return target;
}

/** Streams, so that data sets larger than the memory pass; what is deflated waits for what is written. */
async function writeZip(target: string, folder: string, files: readonly ListedFile[]): Promise<void> {
  const output = await open(target, "wx", 0o600);
  try {
    const ready: Uint8Array[] = [];
    const failures: Error[] = [];
    const zip = new Zip((error, chunk) => {
      if (error) failures.push(error);
      else ready.push(chunk);
    });
    const flush = async () => {
      for (const chunk of ready.splice(0)) await output.writeFile(chunk);
    };
    for (const { path, changedAt } of files) {
      const entry = new ZipDeflate(path, { level: 3 });
      entry.mtime = changedAt;
      zip.add(entry);
      for await (const chunk of createReadStream(join(/* turbopackIgnore: true */ folder, path))) {
        entry.push(chunk);
        await flush();
      }
      entry.push(new Uint8Array(), true);
    }
    zip.end();
    await flush();
    if (failures[0]) throw failures[0];
  } finally {
    await output.close();
  }
}

async function removeOlder(archives: string, present: string): Promise<void> {
  for (const name of await readdir(archives))
    if (name.endsWith(".zip") && name !== present)
      await rm(join(/* turbopackIgnore: true */ archives, name), { force: true });
}
