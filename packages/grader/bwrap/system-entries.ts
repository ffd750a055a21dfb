import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { SystemEntry } from "./command-line.ts";

const topFolders = ["usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"];
/** Debian chooses its BLAS through alternatives; without the cache each library is searched anew. */
const configuration = ["etc/alternatives", "etc/ld.so.cache"];

/** The read-only system of a box: programs and libraries of `root`, and an `/etc` that names nobody but the box. */
export function systemEntries(root: string, etcFolder: string): SystemEntry[] {
  const folders = topFolders
    .map((name) => ({ at: `/${name}`, source: join(root, name) }))
    .filter(({ source }) => existsSync(source))
    .map((entry) => ({
      ...entry,
      linkTo: lstatSync(entry.source).isSymbolicLink() ? readlinkSync(entry.source) : null,
    }));
  const system = configuration
    .map((name) => ({ at: `/${name}`, source: join(root, name), linkTo: null }))
    .filter(({ source }) => existsSync(source));
  return [...folders, { at: "/etc", source: etcFolder, linkTo: null }, ...system];
}

/** Without a passwd entry, Python's `getpass.getuser()` and Node's `os.userInfo()` throw. */
export const etcFiles: Readonly<Record<string, string>> = {
  passwd: "root:x:0:0:root:/:/usr/sbin/nologin\nstudent:x:1000:1000:student:/tmp:/bin/sh\n",
  group: "root:x:0:\nstudent:x:1000:\n",
  hosts: "127.0.0.1 localhost\n",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
};

/** Where the system's own files are mounted onto our `/etc`. */
export const etcPoints = { folders: ["alternatives"], files: ["ld.so.cache"] } as const;
