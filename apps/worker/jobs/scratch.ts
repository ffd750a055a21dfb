import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

export interface ScratchFolder {
  folder: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * An own folder below `root`, whose name begins with the process id. Those of processes that are gone are removed
 * first: a killed worker leaves its files behind.
 */
export async function openScratch(root: string): Promise<ScratchFolder> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const name of await readdir(root)) {
    if (!isAlive(Number.parseInt(name, 10))) await rm(join(root, name), { recursive: true });
  }
  return makeFolder(join(root, `${process.pid}-${randomUUID()}`));
}

async function makeFolder(folder: string): Promise<ScratchFolder> {
  await mkdir(folder, { mode: 0o711 });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
