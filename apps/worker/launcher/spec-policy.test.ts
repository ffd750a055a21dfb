import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRuntimes } from "@gradmark/grader";
import { describe, expect, it } from "vitest";
import { pythonSpec } from "../fixtures/run-spec.ts";
import { admitSpec } from "./spec-policy.ts";
import { workerPolicy } from "./worker-policy.ts";

/** A data folder with a run laid out in the scratch folder, and labels beside it. */
function makeHome() {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "gradmark-policy-")));
  mkdirSync(join(home, "scratch/1/script"), { recursive: true });
  mkdirSync(join(home, "private"));
  writeFileSync(join(home, "scratch/1/script/result.py"), "");
  writeFileSync(join(home, "private/solution.csv"), "Id,Label,Usage\n");
  return {
    home,
    script: join(home, "scratch/1/script"),
    policy: workerPolicy({ home, allowReduced: false, byHandle: true }),
    [Symbol.dispose]: () => rmSync(home, { recursive: true }),
  };
}

const shown = (source: string) => pythonSpec("pass", { mounts: [{ source, at: "/script" }] });

describe("what a worker may have run", () => {
  it("is a known runtime on files of its scratch folder", () => {
    using made = makeHome();
    const admitted = admitSpec(shown(made.script), made.policy);
    if ("refused" in admitted) throw new Error(admitted.refused);
    using held = admitted;
    expect(readdirSync(held.spec.mounts[0]?.source ?? "")).toEqual(["result.py"]);
  });

  it("stays what was looked at, when the worker puts a link in its place", () => {
    using made = makeHome();
    const admitted = admitSpec(shown(made.script), made.policy);
    if ("refused" in admitted) throw new Error(admitted.refused);
    using held = admitted;
    renameSync(made.script, `${made.script}-moved`);
    symlinkSync(join(made.home, "private"), made.script);
    expect(readdirSync(held.spec.mounts[0]?.source ?? "")).toEqual(["result.py"]);
  });

  it("includes every runtime of this machine", async () => {
    using made = makeHome();
    for (const { runtime } of Object.values(await findRuntimes())) {
      if (runtime === null) continue;
      const { mounts } = runtime;
      const admitted = admitSpec(pythonSpec("", { mounts, command: runtime.command("/script/x") }), made.policy);
      expect(admitted, runtime.name).not.toHaveProperty("refused");
      if ("spec" in admitted) admitted[Symbol.dispose]();
    }
  });

  it("is no file or folder outside of its scratch folder, by whatever name", () => {
    using made = makeHome();
    const scratch = join(made.home, "scratch");
    symlinkSync(join(made.home, "private"), join(scratch, "1/link"));
    linkSync(join(made.home, "private/solution.csv"), join(scratch, "1/second-name"));
    const outside = [
      "/etc",
      "/etc/passwd",
      made.home,
      scratch,
      join(made.home, "private"),
      `${scratch}/1/../../private`,
      `${scratch}/1/link`,
      `${scratch}/1/link/solution.csv`,
      `${scratch}/1/second-name`,
      `${scratch}-other`,
      `${scratch}/missing`,
      "/proc/self/root/etc",
    ];
    for (const source of outside)
      expect(admitSpec(shown(source), made.policy), source).toMatchObject({ refused: expect.stringContaining(source) });
  });

  it("is no other program, root file system or weaker sandbox", () => {
    using made = makeHome();
    const refused = { refused: expect.any(String) };
    expect(admitSpec(pythonSpec("", { command: ["/bin/sh"] }), made.policy)).toMatchObject(refused);
    expect(admitSpec(pythonSpec("", { command: ["python3"] }), made.policy)).toMatchObject(refused);
    expect(admitSpec(pythonSpec("", { command: [] }), made.policy)).toMatchObject(refused);
    expect(admitSpec(pythonSpec("", { rootFolder: "/" }), made.policy)).toMatchObject(refused);
    expect(admitSpec(pythonSpec("", { allowReduced: true }), made.policy)).toMatchObject(refused);
  });

  it("is nothing with limits above the ceiling", () => {
    using made = makeHome();
    const { limits } = pythonSpec("");
    for (const name of Object.keys(limits)) {
      const spec = pythonSpec("", { limits: { ...limits, [name]: 1e15 } });
      expect(admitSpec(spec, made.policy), name).toMatchObject({ refused: expect.stringContaining(name) });
    }
    const collect = { name: "predictions.csv", maxBytes: 2 ** 40 };
    expect(admitSpec(pythonSpec("", { collect }), made.policy)).toHaveProperty("refused");
    expect(admitSpec(pythonSpec("", { keptLogBytes: 2 ** 40 }), made.policy)).toHaveProperty("refused");
  });
});
