import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** A part of the root file system; links such as /lib -> usr/lib are kept as links. */
export interface SystemEntry {
  at: string;
  source: string;
  linkTo: string | null;
}

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
