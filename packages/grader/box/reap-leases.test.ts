import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hostTraces } from "../conformance/host-traces.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { processUids } from "./lease.ts";

const pool = { first: 61044, size: 2 };
const launcher = join(import.meta.dirname, "..", "fixtures", "launchers", "runs-one-program.ts");

const sandboxes = process.env.GRADMARK_FULL === "1" && existsSync("/usr/bin/runsc") ? ["bwrap", "gvisor"] : ["bwrap"];

describe.skipIf(noFullSandbox)(`reaping${noFullSandbox ? ` (${noFullSandbox})` : ""}`, { timeout: 60_000 }, () => {
  afterEach(() => expect(hostTraces(pool)).toEqual([]));

  it.each(sandboxes)("removes everything that a killed launcher of %s left behind", async (sandbox) => {
    const child = await startRun("ignores-sigterm.py", sandbox);
    await kill(child);
    expect(hostTraces(pool)).not.toEqual([]);
    await (await openSandbox("bwrap", { pool })).reap();
  });

  it("leaves the runs of living launchers alone", async () => {
    const child = await startRun("sleeps-forever.py", "bwrap");
    const sandbox = await openSandbox("bwrap", { pool });
    await sandbox.reap();
    expect(hostTraces(pool).some((trace) => trace.startsWith("process"))).toBe(true);
    await kill(child);
    await sandbox.reap();
  });
});

/** Starts a launcher whose run of an endless program is well under way. */
async function startRun(program: string, sandbox: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [launcher, program, String(pool.first), sandbox]);
  let probed = false;
  child.stdout.on("data", () => {
    probed = true;
  });
  await until(() => probed && hostTraces(pool).filter((trace) => trace.startsWith("process")).length >= 3);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await until(() => processUids().every(({ pid }) => pid !== child.pid));
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
