import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { findRuntimes } from "./find-runtimes.ts";
import { steadyEnvironment } from "./runtime.ts";

const folder = mkdtempSync(join(tmpdir(), "gradmark-runtimes-"));
const root = join(folder, "torch7");
afterAll(() => rmSync(folder, { recursive: true }));

/** A root in which the machine's LuaJIT stands where Torch7's would, with a package of that name. */
function buildRoot(): void {
  const put = (from: string, to: string): void => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    copyFileSync(from, join(root, to));
  };
  put("/usr/bin/luajit", "usr/local/bin/luajit");
  const libraries = execFileSync("/usr/bin/ldd", ["/usr/bin/luajit"], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
  for (const path of libraries) put(path, path);
  const share = join(root, "usr/local/share");
  mkdirSync(join(share, "lua/5.1"), { recursive: true });
  writeFileSync(join(share, "lua/5.1/torch.lua"), "torch = { version = 7 } return torch\n");
  writeFileSync(join(share, "gradmark-runtime"), "distro 0000000\n");
}

describe("a runtime in a root file system of its own", () => {
  it("is missing with a remedy until somebody has built it", async () => {
    const { torch7 } = await findRuntimes(process.execPath, join(folder, "nothing"));
    expect(torch7.runtime).toBeNull();
    expect(torch7.why).toContain("docker/runtimes/torch7/README.md");
  });

  it.skipIf(noFullSandbox)(
    `runs a script with its own programs and packages, and sees nothing of the machine's`,
    async () => {
      buildRoot();
      const { torch7 } = await findRuntimes(process.execPath, folder);
      if (torch7.runtime === null) throw new Error(torch7.why);
      expect(torch7.runtime).toMatchObject({ version: "distro 0000000", rootFolder: root });
      const script = join(folder, "result.lua");
      writeFileSync(script, 'print(torch.version, (io.open("/usr/bin/python3")), (io.open("/usr/bin/luajit")))\n');
      const sandbox = await openSandbox("bwrap", { pool: { first: 61028, size: 2 } });
      const { stdout, stderr, exitCode } = await sandbox.run({
        ...{ command: torch7.runtime.command("/script/result.lua"), rootFolder: root, limits: fixtureLimits },
        environment: { ...steadyEnvironment, ...torch7.runtime.environment },
        mounts: [{ source: script, at: "/script/result.lua" }],
        ...{ collect: null, keptLogBytes: 4096 },
      });
      expect(Buffer.from(stderr.head).toString()).toBe("");
      expect(Buffer.from(stdout.head).toString()).toBe("7\tnil\tnil\n");
      expect(exitCode).toBe(0);
    },
  );
});
