import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { SandboxOptions } from "../box/open-driver.ts";
import { hostTraces } from "../conformance/host-traces.ts";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import type { ReadOnlyMount, RunResult } from "../sandbox/sandbox.ts";

const pool = { first: 61046, size: 8 };

/** Runs one shell line with some views. */
async function shell(line: string, mounts: ReadOnlyMount[], options: SandboxOptions = {}): Promise<RunResult> {
  const sandbox = await openSandbox("bwrap", { pool, ...options });
  return await sandbox.run({
    command: ["/bin/sh", "-c", line],
    environment: { PATH: "/usr/bin:/bin" },
    mounts,
    limits: fixtureLimits,
    collect: null,
    keptLogBytes: 8192,
  });
}
const printed = (result: RunResult): string => Buffer.from(result.stdout.head).toString();

describe.skipIf(noFullSandbox)(
  `what a box is shown${noFullSandbox ? ` (${noFullSandbox})` : ""}`,
  { timeout: 60_000 },
  () => {
    const home = mkdtempSync(join(tmpdir(), "gradmark closed "));
    afterAll(() => rmSync(home, { recursive: true }));
    afterEach(() => expect(hostTraces(pool)).toEqual([]));
    const data = join(home, "a b", "data");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "x.txt"), "visible");
    chmodSync(home, 0o700);

    it("reaches data and programs below a folder that is closed to it, with blanks in its name", async () => {
      const program = join(home, "program");
      copyFileSync("/bin/cat", program);
      const result = await shell("/runtime/cat /data/x.txt", [
        { source: data, at: "/data" },
        { source: program, at: "/runtime/cat" },
      ]);
      expect(printed(result)).toBe("visible");
    });

    it("cannot read what is not for everyone, although the launcher is root", async () => {
      const secret = join(home, "secret");
      writeFileSync(secret, "secret", { mode: 0o600 });
      const result = await shell("cat /data/secret", [{ source: secret, at: "/data/secret" }]);
      expect(result.exitCode).toBe(1);
      expect(printed(result)).toBe("");
    });

    it("cannot change what it is shown, even a file that belongs to its uid", async () => {
      const owned = join(home, "owned");
      writeFileSync(owned, "before", { mode: 0o666 });
      chownSync(owned, pool.first, pool.first);
      const line =
        "echo after > /data/owned; chmod 777 /data/owned; rm -f /data/owned; mv /data/owned /tmp; cat /data/owned";
      expect(printed(await shell(line, [{ source: owned, at: "/data/owned" }]))).toBe("before");
    });

    it("is refused a source outside of the folders that the launcher was told, also through a link", async () => {
      const options = { allowedSources: [data] };
      const good = await shell("cat /data/x.txt", [{ source: data, at: "/data" }], options);
      expect(printed(good)).toBe("visible");
      await expect(shell("true", [{ source: "/etc", at: "/data" }], options)).rejects.toMatchObject({
        code: "host-sandbox-failed",
      });
      await expect(shell("true", [{ source: join(data, ".."), at: "/data" }], options)).rejects.toThrow("outside");
    });

    it("fails on our side when a source is gone, and leaves nothing behind", async () => {
      const gone = { source: join(home, "gone"), at: "/data" };
      await expect(shell("true", [gone])).rejects.toMatchObject({ code: "host-sandbox-failed" });
    });

    it("says that all uids are in use, and gives each of eight runs at once one of its own", async () => {
      const sandbox = await openSandbox("bwrap", { pool });
      await sandbox.probe();
      const spec = {
        command: ["/bin/sh", "-c", "echo x > /tmp/mine; sleep 0.5; ls /tmp | wc -l"],
        environment: { PATH: "/usr/bin:/bin" },
        mounts: [],
        limits: fixtureLimits,
        collect: null,
        keptLogBytes: 8192,
      };
      const runs = await Promise.allSettled(Array.from({ length: 9 }, () => sandbox.run(spec)));
      const good = runs.filter((r) => r.status === "fulfilled");
      expect(good.map((r) => printed(r.value))).toEqual(Array.from({ length: 8 }, () => "1\n"));
      expect(runs.find((r) => r.status === "rejected")?.reason).toMatchObject({ code: "host-sandbox-failed" });
    });
  },
);

describe.skipIf(noFullSandbox || process.arch !== "x64")("another root file system", () => {
  const root = mkdtempSync(join(tmpdir(), "gradmark-root-"));
  afterAll(() => rmSync(root, { recursive: true }));

  it("is the whole system of a box", async () => {
    const files = ["bin/dash", "lib/x86_64-linux-gnu/libc.so.6", "lib64/ld-linux-x86-64.so.2"];
    for (const file of files) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      copyFileSync(join("/", file), join(root, file));
    }
    const sandbox = await openSandbox("bwrap", { pool });
    const result = await sandbox.run({
      command: ["/bin/dash", "-c", "echo /bin/* /usr/*"],
      environment: {},
      mounts: [],
      limits: fixtureLimits,
      collect: null,
      keptLogBytes: 8192,
      rootFolder: root,
    });
    expect(printed(result)).toBe("/bin/dash /usr/*\n");
  });
});
