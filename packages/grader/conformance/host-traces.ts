import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { processUids } from "../box/lease.ts";

/** What a test's own uids have left on the host: processes, mounts, control groups and folders. Empty when clean. */
export function hostTraces(pool: { first: number; size: number }, runFolder = "/run/gradmark"): string[] {
  const uids = Array.from({ length: pool.size }, (_, k) => pool.first + k);
  const processes = processUids().filter(({ uid }) => uids.includes(uid));
  const mounts = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .filter((line) => uids.some((uid) => line.includes(`${runFolder}/${uid}`)));
  const trees = readdirSync("/sys/fs/cgroup").map((name) => join("/sys/fs/cgroup", name, "gradmark"));
  const groups = [...trees, "/sys/fs/cgroup/gradmark"].flatMap((tree) =>
    uids.map((uid) => join(tree, String(uid))).filter((path) => existsSync(path)),
  );
  const folders = uids.map((uid) => join(runFolder, String(uid))).filter((path) => existsSync(path));
  return [...processes.map(({ pid, uid }) => `process ${pid} of ${uid}`), ...mounts, ...groups, ...folders];
}
