import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeInPlace } from "./write-in-place.ts";

/** Where the system's own files are mounted onto the `/etc` of a box. */
const points = { folders: ["alternatives"], files: ["ld.so.cache"] } as const;

/**
 * Writes the `/etc` of boxes, which names nobody but the box. Without a passwd entry, Python's `getpass.getuser()` and
 * Node's `os.userInfo()` throw.
 * @param uids that a program may see as its own; all are called `student`
 */
export function writeEtc(folder: string, uids: readonly number[]): void {
  for (const name of points.folders) mkdirSync(join(folder, name), { recursive: true });
  const students = uids.map((uid) => `student:x:${uid}:${uid}:student:/tmp:/bin/sh`);
  const isRoot = uids.includes(0);
  const files: Record<string, string> = {
    passwd: [...students, ...(isRoot ? [] : ["root:x:0:0:root:/:/usr/sbin/nologin"]), ""].join("\n"),
    group: [...uids.map((uid) => `student:x:${uid}:`), ...(isRoot ? [] : ["root:x:0:"]), ""].join("\n"),
    hosts: "127.0.0.1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
  };
  for (const name of points.files) files[name] = "";
  for (const [name, text] of Object.entries(files)) writeInPlace(join(folder, name), text);
}
