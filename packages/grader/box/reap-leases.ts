import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { findCgroup } from "../cgroup/cgroup-group.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { removeLeftBox } from "./box-folder.ts";
import type { Facilities } from "./facilities.ts";
import { claimDeadLease, deadLeases, processUids, removeLease } from "./lease.ts";

/**
 * Kills and removes what belongs to leases whose launcher is gone; leases of living launchers are left alone.
 * @throws AggregateError when some could not be removed; the others are
 */
export async function reapLeases(facilities: Facilities): Promise<void> {
  if (facilities.pool === null || !existsSync(facilities.runFolder)) return;
  const errors: unknown[] = [];
  for (const { uid, folder } of deadLeases(facilities.runFolder)) {
    if (!claimDeadLease(folder)) continue;
    try {
      await reapLease(facilities, uid, folder);
    } catch (error) {
      errors.push(error);
    }
  }
  removeDrafts(facilities.runFolder);
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} sandbox uids could not be cleaned up.`);
}

async function reapLease(facilities: Facilities, uid: number, folder: string): Promise<void> {
  const group = facilities.hierarchies ? findCgroup(facilities.hierarchies, String(uid)) : null;
  await killUntilGone(uid, () => group?.kill());
  await group?.remove();
  await removeLeftBox(folder, facilities.mounter);
  removeLease(folder);
}

/** Locks that a killed launcher had not yet put into place, or had just taken away; young ones are still in use. */
function removeDrafts(runFolder: string): void {
  const oneHourMs = 3_600_000;
  for (const name of readdirSync(runFolder).filter((one) => one.startsWith(".lease-"))) {
    const path = join(runFolder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > oneHourMs) rmSync(path, { recursive: true, force: true });
  }
}

async function killUntilGone(uid: number, killGroup: () => void): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    killGroup();
    const left = processUids().filter((p) => p.uid === uid);
    if (left.length === 0) return;
    for (const { pid } of left) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new SandboxError("host-sandbox-failed", `Processes of uid ${uid} could not be killed.`);
}
