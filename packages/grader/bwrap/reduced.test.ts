import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const launcher = join(import.meta.dirname, "..", "fixtures", "launchers", "runs-one-program.ts");
const nobody = 65534;
const asUser = process.geteuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

const report = z.object({
  probe: z.object({
    available: z.boolean(),
    reduced: z.boolean(),
    capabilities: z.array(z.object({ name: z.string(), present: z.boolean() })),
  }),
  strict: z.object({ code: z.string().optional(), message: z.string().optional() }),
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
  const { stdout } = await promisify(execFile)(process.execPath, [launcher, name], { ...asUser, cwd: "/" });
  const lines = stdout.trim().split("\n");
  return report.parse(Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)));
}

describe.skipIf(!existsSync("/usr/bin/bwrap"))(
  "the bubblewrap sandbox of an ordinary user",
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
