import { readdirSync, readFileSync, statSync } from "node:fs";

/** Numbers of all live processes of a user. */
export function processesOf(uid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isAliveOf(name, uid))
    .map(Number);
}

/** Kills until none is left: what forks meanwhile is found in the next round. */
export function killAllOf(uid: number, first?: number): void {
  if (first !== undefined) kill(first);
  for (let round = 0; round < 1000; round++) {
    const alive = processesOf(uid);
    if (alive.length === 0) return;
    alive.forEach(kill);
  }
}

function isAliveOf(pid: string, uid: number): boolean {
  try {
    // A zombie is dead, and stays until its parent has read its end.
    return statSync(`/proc/${pid}`).uid === uid && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
