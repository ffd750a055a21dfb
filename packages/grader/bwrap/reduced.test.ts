import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hostTraces } from "../conformance/host-traces.ts";
import { isOpenToAll } from "../conformance/open-to-all.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";

const launcher = join(import.meta.dirname, "..", "fixtures", "launchers", "runs-one-program.ts");
const nobody = 65534;
const asUser = process.geteuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

const report = z.object({
  probe: z.object({
    available: z.boolean(),
    reduced: z.boolean(),
    capabilities: z.array(z.object({ name: z.string(), present: z.boolean() })),
  }),
  strict: z.looseObject({ code: z.string().optional(), message: z.string().optional() }),
  reduced: z.object({
    exitCode: z.number().nullable(),
    stdout: z.string(),
    stderr: z.string(),
    collected: z.object({ state: z.string() }),
    limitsHit: z.array(z.string()),
  }),
});

/** Runs a fixture in a launcher that is an ordinary user. */
async function run(name: string): Promise<z.infer<typeof report>> {
  return await reportOf(process.execPath, [launcher, name], asUser);
}

async function reportOf(program: string, args: string[], user: object): Promise<z.infer<typeof report>> {
  const { stdout } = await promisify(execFile)(program, args, { ...user, cwd: "/" });
  const lines = stdout.trim().split("\n");
  return report.parse(Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)));
}

const closed = !isOpenToAll(process.execPath) || !isOpenToAll(launcher);
const skipped = closed ? " (needs a clone that every user may enter)" : "";

describe.skipIf(!existsSync("/usr/bin/bwrap") || closed)(
  `the bubblewrap sandbox of an ordinary user${skipped}`,
  { timeout: 60_000 },
  () => {
    it("says what it lacks and refuses untrusted code", async () => {
      const { probe, strict, reduced } = await run("leaves-a-daemon.py");
      expect(probe).toMatchObject({ available: true, reduced: true });
      const missing = probe.capabilities.filter((c) => !c.present).map((c) => c.name);
      expect(missing).toEqual([
        "distinct-uid",
        "memory-limit",
        "process-limit",
        "cpu-accounting",
        "disk-quota",
        "oom-detection",
      ]);
      expect(strict).toMatchObject({ code: "host-sandbox-unavailable" });
      expect(strict.message).toContain("Start the launcher as root.");
      expect(reduced).toMatchObject({ exitCode: 0, stdout: "done\n", collected: { state: "file" } });
    });

    it("still reaches no escape", async () => {
      expect((await run("tries-to-escape.py")).reduced).toMatchObject({ exitCode: 0, stdout: "[]\n" });
    });
  },
);

describe.skipIf(noFullSandbox || closed)(`the bubblewrap sandbox of a root that may not mount${skipped}`, () => {
  const pool = { first: 61058, size: 2 };
  const withoutMounts = ["--bounding-set=-sys_admin", "--inh-caps=-sys_admin", process.execPath, launcher];

  it("has plain folders instead, says that there is no quota, and leaves nothing", { timeout: 60_000 }, async () => {
    const args = [...withoutMounts, "leaves-a-daemon.py", String(pool.first)];
    const { probe, strict } = await reportOf("/usr/bin/setpriv", args, {});
    expect(probe).toMatchObject({ available: true, reduced: false });
    expect(probe.capabilities.filter((c) => !c.present).map((c) => c.name)).toEqual(["disk-quota"]);
    expect(strict).toMatchObject({ exitCode: 0, collected: { state: "file" } });
    expect(hostTraces(pool)).toEqual([]);
  });
});
