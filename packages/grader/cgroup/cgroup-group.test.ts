import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { launchWords } from "../box/launch-command.ts";
import { openStarter } from "../box/starter.ts";
import { makeCgroup } from "./cgroup-group.ts";
import { findHierarchies, type Hierarchies } from "./find-hierarchies.ts";
import { waitUntilEmpty } from "./run-group.ts";
import { usableHierarchies } from "./usable-hierarchies.ts";

const limits = { memoryBytes: 64 * 2 ** 20, processes: 20 };
const here = process.geteuid?.() === 0 ? machine() : null;

function machine(): Hierarchies | null {
  const info = readFileSync("/proc/self/mountinfo", "utf8");
  const found = findHierarchies(info, (root) => readFileSync(join(root, "cgroup.controllers"), "utf8"));
  return usableHierarchies(found);
}

/** One kind of tree of this machine alone, as another machine may have it; null where this one lacks it. */
function only(kind: "unified" | "legacy"): Hierarchies | null {
  if (here === null || (kind === "unified" ? here.unified === null : here.legacy.pids === undefined)) return null;
  return kind === "unified" ? { ...here, legacy: {} } : { ...here, unified: null, unifiedControllers: [] };
}

describe.each(["unified", "legacy"] as const)("control groups of the %s kind alone", (kind) => {
  const hierarchies = only(kind);

  it.skipIf(hierarchies === null)(
    `hold a storm of processes, count its time, end all of it and leave nothing${hierarchies === null ? " (not on this machine)" : ""}`,
    { timeout: 30_000 },
    async () => {
      if (hierarchies === null) return;
      const group = await makeCgroup(hierarchies, "61026", limits);
      const storm = [
        "/bin/bash",
        "-c",
        "trap '' TERM; while :; do (trap '' TERM; while :; do :; done) & sleep 0.01; done",
      ];
      const child = openStarter().start(launchWords({ uid: 61026, group }, [], { command: storm }));
      const end = performance.now() + 15_000;
      while (group.isEmpty() || ((group.cpuMs() ?? 1000) < 200 && performance.now() < end))
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(group.cpuMs() ?? 1000).toBeGreaterThanOrEqual(200);
      group.kill();
      expect(await waitUntilEmpty(group, 10_000)).toBe(true);
      child.kill("SIGKILL");
      await group.remove();
      // The same name is free again, with fresh counters.
      const next = await makeCgroup(hierarchies, "61026", limits);
      expect(next.isEmpty()).toBe(true);
      expect(next.refusedProcesses()).toBe(0);
      await next.remove();
    },
  );
});

describe("control groups of version 2 with limits", () => {
  const root = mkdtempSync(join(tmpdir(), "gradmark-v2-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const hierarchies: Hierarchies = { unified: root, unifiedControllers: ["memory", "pids"], legacy: {} };

  it("are not taken for limited when the kernel gave them no file for the limit", async () => {
    mkdirSync(join(root, "gradmark"));
    await expect(makeCgroup(hierarchies, "61026", limits)).rejects.toThrow("memory.max is missing");
    rmSync(join(root, "gradmark/61026"), { recursive: true });
  });

  it("are read by the names that version 2 has for limits and counters (cgroup-v2.rst)", async () => {
    const folder = join(root, "gradmark/61026");
    const kernel: Record<string, string> = {
      ...{ "memory.max": "max", "memory.swap.max": "max", "pids.max": "max", "cgroup.kill": "" },
      ...{ "memory.peak": "4096\n", "memory.events": "low 0\nmax 7\noom 2\noom_kill 3\n", "pids.events": "max 5\n" },
      ...{ "cpu.stat": "usage_usec 250000\nuser_usec 200000\n", "cgroup.events": "populated 1\nfrozen 0\n" },
    };
    // A plain folder has no such files when it is made: they appear with it, as in the kernel's.
    const group = await makeCgroup(hierarchies, "61026", limits, (made) => {
      for (const [name, text] of Object.entries(kernel)) writeFileSync(join(made, name), text);
    });
    const said = (name: string): string => readFileSync(join(folder, name), "utf8");
    expect([said("memory.max"), said("memory.swap.max").slice(0, 1), said("pids.max").slice(0, 2)]).toEqual([
      ...[String(limits.memoryBytes), "0", "20"],
    ]);
    expect([group.cpuMs(), group.peakMemoryBytes(), group.oomKills(), group.refusedProcesses()]).toEqual([
      ...[250, 4096, 3, 5],
    ]);
    expect(group.entry).toEqual({ unified: folder, legacy: [] });
    expect(group.isEmpty()).toBe(false);
    group.kill();
    expect(said("cgroup.kill")).toBe("1");
    writeFileSync(join(folder, "cgroup.events"), "populated 0\n");
    expect(group.isEmpty()).toBe(true);
  });
});
