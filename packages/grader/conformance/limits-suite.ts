import { expect, it } from "vitest";
import type { FixtureRunner } from "./run-fixture.ts";

/** Every limit stops what goes beyond it, and is named. */
export function limitsSuite(programs: () => FixtureRunner, sandbox: { limitsProcesses: boolean }): void {
  it.each(["runs-forever.lua", "sleeps-forever.py", "ignores-sigterm.py"])(
    "stops %s at the wall limit",
    async (name) => {
      const { result } = await programs().run(name, { wallMs: 1000 });
      expect(result.limitsHit).toContain("wall");
      expect(result.wallMs).toBeGreaterThanOrEqual(990);
      expect(result.wallMs).toBeLessThan(3000);
    },
  );

  it("stops a busy loop at the processor limit", async () => {
    const { result } = await programs().run("runs-forever.lua", { cpuMs: 500 });
    expect(result.limitsHit).toEqual(["cpu"]);
    expect(result.cpuMs).toBeGreaterThan(500);
    expect(result.cpuMs).toBeLessThan(1500);
  });

  it("ends a fork bomb", async () => {
    const { result } = await programs().run("forks-without-end.py", { wallMs: 1500, cpuMs: 60_000 });
    expect(result.limitsHit.length).toBeGreaterThan(0);
    expect(result.wallMs).toBeLessThan(5000);
    if (sandbox.limitsProcesses) expect(result.refusedProcesses).toBeGreaterThan(0);
  });

  it.skipIf(!sandbox.limitsProcesses).each(["forks-until-refused.py", "starts-many-threads.py"])(
    "refuses %s more than its processes",
    async (name) => {
      const { result } = await programs().run(name);
      expect(result.limitsHit).toContain("processes");
      expect(result.exitCode).not.toBe(0);
    },
  );

  it.each(["takes-much-memory.py", "takes-memory.js", "takes-memory-in-a-child.py"])(
    "tells that %s was killed for its memory",
    async (name) => {
      const { result } = await programs().run(name, { memoryBytes: 128 * 2 ** 20 });
      expect(result.limitsHit).toEqual(["memory"]);
      expect(result.oomKills).toBeGreaterThan(0);
      expect(result.peakMemoryBytes).toBeGreaterThan(100 * 2 ** 20);
      // The kernel charges in batches of pages and may be one over.
      expect(result.peakMemoryBytes).toBeLessThan(129 * 2 ** 20);
    },
  );
}

/** What a program puts out is limited: prints, files, open files. */
export function outputSuite(programs: () => FixtureRunner): void {
  it.each(["prints-without-end.lua", "prints-on-stderr-without-end.py"])(
    "stops %s at the output limit and keeps little of it",
    async (name) => {
      const { result } = await programs().run(name);
      expect(result.limitsHit).toEqual(["output"]);
      const kept = result.stdout.head.length + result.stdout.tail.length + result.stderr.head.length;
      expect(kept + result.stderr.tail.length).toBeLessThanOrEqual(64 * 1024);
      expect(result.stdout.bytes + result.stderr.bytes).toBeGreaterThan(2 ** 20);
    },
  );

  it.each(["fills-disk.lua", "fills-disk-through-tmp.py", "makes-many-files.py"])(
    "tells that %s filled its folder",
    async (name) => {
      const { result } = await programs().run(name);
      expect(result.limitsHit).toEqual(["disk"]);
    },
  );

  it("lets a program open some hundred files, not more", async () => {
    const { result, stdout } = await programs().run("opens-many-files.py");
    expect(result.exitCode).toBe(0);
    expect(stdout).toMatch(/^2\d\d 24\n$/);
  });
}
