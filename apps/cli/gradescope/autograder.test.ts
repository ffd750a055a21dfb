import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTwoImages } from "../fixtures/started-command.ts";
import { openShell, type Shell } from "../fixtures/typed-command.ts";
import { gradescopeResults } from "./results.ts";

const run = promisify(execFile);
const notRoot = process.geteuid?.() !== 0;
const sevens =
  'local out = io.open("predictions.csv", "w")\nout:write("Id,Label\\n")\nfor id in io.open(os.getenv("GRADMARK_TEST_DATA") .. "/test.csv"):read("*a"):gmatch("%d+") do out:write(id, ",7\\n") end\n';

describe.skipIf(notRoot)(`an autograder's zip${notRoot ? " (needs root)" : ""}`, { timeout: 60_000 }, () => {
  let shell: Shell;
  let root: string;
  beforeAll(async () => {
    shell = await openShell();
    await chmod(shell.folder, 0o755);
    await writeTwoImages(shell);
    await writeFile(join(shell.folder, "data/solution.csv"), "Id,Label,Usage\n4,1,Public\n9,2,Private\n");
    const typed = await shell.type(
      ...["export", "gradescope-autograder", "--kit", "lab1", "--data", "data", "--out", "grader.zip", "--json"],
    );
    expect(typed.exitCode, typed.stderr).toBe(0);
    expect(typed.json()).toMatchObject({ sandbox: "host-container" });
    root = join(shell.folder, "autograder");
    await mkdir(root);
    await run("unzip", ["-q", join(shell.folder, "grader.zip"), "-d", join(root, "source")]);
  }, 60_000);
  afterAll(() => shell[Symbol.asyncDispose]());

  async function grade(files: Record<string, string>) {
    await rm(join(root, "submission"), { recursive: true, force: true });
    await rm(join(root, "results"), { recursive: true, force: true });
    for (const folder of ["submission", "results"]) await mkdir(join(root, folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(root, "submission", name), text);
    const env = { PATH: `${process.execPath.replace(/\/node$/, "")}:/usr/bin:/bin`, AUTOGRADER_ROOT: root };
    await run(join(root, "source/run_autograder"), [], { env, timeout: 40_000 });
    return gradescopeResults.parse(JSON.parse(await readFile(join(root, "results/results.json"), "utf8")));
  }

  it("has its two programs at the root, and neither labels nor answers anywhere", async () => {
    const names = (await readdir(join(root, "source"), { recursive: true })).sort();
    expect(names).toEqual([
      ...["data", "data/sample_submission.csv", "data/test-images.idx", "data/test.csv", "gradmark.mjs", "kit.json"],
      ...["node", "node/package-lock.json", "node/package.json", "run_autograder", "setup.sh"],
    ]);
    for (const name of ["setup.sh", "run_autograder"])
      expect((await stat(join(root, "source", name))).mode & 0o111, name).toBe(0o111);
    const zip = Object.values(unzipSync(await readFile(join(shell.folder, "grader.zip"))));
    const solution = await readFile(join(shell.folder, "data/solution.csv"));
    expect(zip.some((bytes) => Buffer.from(bytes).includes(solution.subarray(15, 40)))).toBe(false);
    expect(JSON.parse(await readFile(join(root, "source/kit.json"), "utf8"))).toMatchObject({
      problems: [],
      handIn: { hostContainer: "allowed" },
    });
  });

  it("passes a script that reproduces its entry, as Gradescope reads it", async () => {
    const results = await grade({ "result.lua": sevens, "predictions.csv": "Id,Label\n9,7\n4,7\n" });
    expect(results).toMatchObject({
      tests: [{ status: "passed", score: 1, max_score: 1, output: "All 2 predictions equal your final entry." }],
      extra_data: { sandbox: "host-container", outcome: "reproduced" },
    });
  });

  it("fails one that does not, one that is missing, and one that breaks", async () => {
    const differs = await grade({ "result.lua": sevens, "predictions.csv": "Id,Label\n9,7\n4,1\n" });
    expect(differs.tests).toMatchObject([{ status: "failed", score: 0 }]);
    const missing = await grade({ "main.lua": sevens });
    expect(missing.tests).toMatchObject([{ status: "failed", output: expect.stringContaining("result.lua") }]);
    const broken = await grade({ "result.py": "raise SystemExit(3)\n" });
    expect(broken.tests).toMatchObject([{ output: expect.stringContaining("exit code 3") }]);
  });

  it("runs a script as another user: it writes no results of its own, and nothing of it is left", async () => {
    const attack = `
import os
for target in ("results/results.json", "source/kit.json", "submission/result.py"):
    try:
        open(os.path.join(${JSON.stringify(root)}, target), "w").write("{}")
    except OSError as error:
        print(target, error.errno)
print("uid", os.getuid())
if os.fork() == 0:
    os.setsid()
    while True: pass
raise SystemExit(1)
`;
    const results = await grade({ "result.py": attack });
    expect(results.tests).toMatchObject([{ status: "failed" }]);
    expect(await readFile(join(root, "source/kit.json"), "utf8")).toContain("lab1");
    expect(await readFile(join(root, "submission/result.py"), "utf8")).toBe(attack);
    const { stdout } = await run("ps", ["-eo", "uid,stat"]);
    // What is dead and only waits for its parent is no process any more.
    expect(stdout.split("\n").filter((line) => /^\s*61199\s+[^Z]/.test(line))).toEqual([]);
  });
});

const notFull = notRoot || process.env.GRADMARK_FULL !== "1";

describe.skipIf(notFull)(
  `setup.sh of an autograder${notFull ? " (root, in test:full)" : ""}`,
  { timeout: 300_000 },
  () => {
    it("names packages that Debian has, and installs the Node that run_autograder then runs on", async () => {
      await using shell = await openShell();
      await chmod(shell.folder, 0o755);
      await writeTwoImages(shell);
      await shell.type("export", "gradescope-autograder", "--kit", "lab1", "--data", "data", "--out", "grader.zip");
      const root = join(shell.folder, "autograder");
      for (const folder of ["submission", "results", "bin"]) await mkdir(join(root, folder), { recursive: true });
      await run("unzip", ["-q", join(shell.folder, "grader.zip"), "-d", join(root, "source")]);
      // The one step that would change this machine: apt-get says what it would do, and fails where it could not.
      const simulated = '#!/bin/sh\n[ "$1" = update ] || exec /usr/bin/apt-get --simulate "$@"\n';
      await writeFile(join(root, "bin/apt-get"), simulated, { mode: 0o755 });
      const path = `${join(root, "bin")}:/usr/local/bin:/usr/bin:/bin`;
      const env = { ...process.env, PATH: path, INIT_CWD: "", npm_config_prefix: "" };
      const { stdout } = await run(join(root, "source/setup.sh"), [], { env, timeout: 200_000 });
      expect(stdout).toContain("newly installed");
      const own = join(root, "source/node/node_modules/.bin/node");
      expect((await run(own, ["--version"])).stdout.trim()).toBe(process.version);
      await writeFile(join(root, "submission/result.lua"), sevens);
      // Gradescope starts it in a root shell without a word of ours.
      const bare = { PATH: "/usr/bin:/bin", AUTOGRADER_ROOT: root };
      await run(join(root, "source/run_autograder"), [], { env: bare, cwd: "/", timeout: 40_000 });
      const results = gradescopeResults.parse(JSON.parse(await readFile(join(root, "results/results.json"), "utf8")));
      expect(results).toMatchObject({ tests: [{ status: "passed" }], extra_data: { outcome: "produced" } });
    });
  },
);

describe("the mode without a sandbox of ours", () => {
  it("refuses to run unless the kit says so", async () => {
    await using shell = await openShell();
    await writeFile(join(shell.folder, "result.lua"), sevens);
    for (const kit of [[], ["--kit", "lab1"]]) {
      const data = ["--data", resolve(import.meta.dirname, "../fixtures"), "--sandbox", "host-container", "--json"];
      const typed = await shell.type("rerun", "--script", "result.lua", ...kit, ...data);
      expect(typed.exitCode).toBe(2);
      expect(typed.stdout).toContain("handIn.hostContainer");
    }
  });
});
