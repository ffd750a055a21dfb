import { statSync } from "node:fs";
import { dirname } from "node:path";

/** Whether every user of the machine can come to a file: false in a clone below a closed home folder. */
export function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o004) === 0) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === "/") return true;
  }
}
