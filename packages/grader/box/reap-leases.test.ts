import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hostTraces } from "../conformance/host-traces.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { processUids } from "./lease.ts";

const pool = { first: 61044, size: 2 };
const launcher = join(import.meta.dirname, "..", "fixtures", "launchers", "runs-one-program.ts");

describe.skipIf(noFullSandbox)(`reaping${noFullSandbox ? ` (${noFullSandbox})` : ""}`, () => {
  afterEach(() => expect(hostTraces(pool)).toEqual([]));

  it("removes everything that a killed launcher left behind", async () => {
    const child = spawn(process.execPath, [launcher, "ignores-sigterm.py", String(pool.first)]);
    await until(() => runs("python3"));
    child.kill("SIGKILL");
    await until(() => processUids().every(({ pid }) => pid !== child.pid));
    expect(hostTraces(pool)).not.toEqual([]);
    await (await openSandbox("bwrap", { pool })).reap();
  });

  it("leaves the runs of living launchers alone", async () => {
    const child = spawn(process.execPath, [launcher, "sleeps-forever.py", String(pool.first)]);
    await until(() => runs("python3"));
    const sandbox = await openSandbox("bwrap", { pool });
    await sandbox.reap();
    expect(hostTraces(pool).some((trace) => trace.startsWith("process"))).toBe(true);
    child.kill("SIGKILL");
    await until(() => processUids().every(({ pid }) => pid !== child.pid));
    await sandbox.reap();
  });
});

/** Whether a program of one of the pool's uids is running; the sandbox's own tools do not count. */
function runs(name: string): boolean {
  return processUids().some(({ uid, name: one }) => uid >= pool.first && uid < pool.first + pool.size && one === name);
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
