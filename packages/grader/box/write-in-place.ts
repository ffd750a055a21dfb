import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that another launcher may be reading: it sees the old one or the new one, whole. */
export function writeInPlace(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.${process.pid}`, content, { mode: 0o644 });
  renameSync(`${path}.${process.pid}`, path);
}
