import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cpuWheels, folderName, gpuWheels, requirementsText } from "./engine-wheels.mjs";
import { isComplete } from "./tensorflow.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tensorflow-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the wheels", () => {
  it("are each fetched by exact version and sha256", () => {
    for (const engine of [cpuWheels, gpuWheels]) {
      const lines = requirementsText(engine).trim().split("\n");
      expect(lines).toHaveLength(engine.wheels.length);
      for (const line of lines) expect(line).toMatch(/^[a-z0-9-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
    }
  });

  it("of CPU and GPU lie in different folders of the cache", () => {
    expect(folderName(cpuWheels)).not.toBe(folderName(gpuWheels));
  });
});

describe("unpacked libraries", () => {
  it("are complete only while every file has its size", async () => {
    expect(await isComplete(folder)).toBe(false);
    await writeFile(join(folder, "complete.json"), JSON.stringify({ "a.so": 3 }));
    expect(await isComplete(folder)).toBe(false);
    await writeFile(join(folder, "a.so"), "abc");
    expect(await isComplete(folder)).toBe(true);
    await writeFile(join(folder, "a.so"), "ab");
    expect(await isComplete(folder)).toBe(false);
  });

  it("are those that the member list names, readable by everyone, and the wheel is gone", async () => {
    const wheel = join(folder, "some.whl");
    const zip = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\n";
    const members = "for n in ['tf/lib.so', 'tf/include/c/a.h', 'tf/python/b.so']: z.writestr(n, n)\nz.close()";
    expect(spawnSync("python3", ["-c", zip + members, wheel]).status).toBe(0);
    const unpacked = join(folder, "unpacked");
    await mkdir(unpacked);
    const script = fileURLToPath(new URL("./extract_wheels.py", import.meta.url));
    const env = { ...process.env, MEMBERS: "tf/lib.so\ntf/include/c/" };
    const { stdout, status } = spawnSync("python3", [script, unpacked, wheel], { env, encoding: "utf8" });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ "tf/lib.so": 9, "tf/include/c/a.h": 16 });
    expect(await readdir(join(unpacked, "tf"))).toEqual(["include", "lib.so"]);
    expect((await stat(join(unpacked, "tf/lib.so"))).mode & 0o777).toBe(0o644);
    expect(await readdir(folder)).not.toContain("some.whl");
  });
});
