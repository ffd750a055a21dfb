import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Dataset, Kit } from "@gradmark/contract";
import { encode } from "fast-png";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { formatIdxImages, formatIdxLabels } from "./idx.ts";
import { loadSource } from "./load-source.ts";
import { prepareData } from "./prepare-data.ts";

const rows = { train: 2, test: 2, shadow: 1 };
const licence = { name: "none", notice: "made by a test" };

describe("loadSource", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradmark-source-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  /** Writes a file of the kit and returns how a kit names it. */
  const write = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
    return { name, sha256: createHash("sha256").update(content).digest("hex") };
  };
  const kitOf = (dataset: Dataset, labels: string[]): Kit => {
    const kit = lab1Kit();
    return { ...kit, competition: { ...kit.competition, dataset, labels } };
  };
  const codes = async (kit: Kit) => {
    const loaded = await loadSource(kit, dir);
    return loaded.ok ? [] : loaded.problems.map(({ code }) => code);
  };
  const messages = async (kit: Kit) => {
    const loaded = await loadSource(kit, dir);
    return loaded.ok ? [] : loaded.problems.map(({ message }) => message);
  };

  describe("IDX files", () => {
    const images = formatIdxImages({
      rows: 3,
      height: 2,
      width: 2,
      pixels: Uint8Array.from({ length: 12 }, (_, k) => k),
    });
    const kitOfIdx = async (labels = Uint8Array.of(1, 0, 1)): Promise<Kit> => {
      const part = {
        images: await write("images.gz", gzipSync(images)),
        labels: await write("labels", formatIdxLabels(labels)),
      };
      return kitOf({ source: "idx", parts: [part, part], licence, rows }, ["cat", "dog"]);
    };

    it("are joined, unpacked, and labelled with the kit's names", async () => {
      const loaded = await loadSource(await kitOfIdx(), dir);
      if (!loaded.ok || loaded.value.inputs.kind !== "images") throw new Error(JSON.stringify(loaded));
      expect(loaded.value).toMatchObject({ rows: 6, published: { train: 3, test: 3 } });
      expect([...loaded.value.inputs.images.pixels.subarray(12)]).toEqual([...images.subarray(16)]);
      expect([0, 1, 5].map(loaded.value.target)).toEqual(["dog", "cat", "dog"]);
    });

    it("are refused when a byte of them is another one, and when one is missing", async () => {
      const kit = await kitOfIdx();
      await write("labels", "something else");
      expect(await messages(kit)).toContainEqual(
        expect.stringMatching(/labels is not the one that the kit names: sha256 [0-9a-f]{64}, expected/),
      );
      await rm(join(dir, "labels"));
      expect(await codes(kit)).toEqual(["file-missing", "file-missing"]);
    });

    it("are refused when a class has no label, or there are more labels than images", async () => {
      expect(await messages(await kitOfIdx(Uint8Array.of(0, 1, 2)))).toEqual([
        "The data file labels: class 2 of row 2 has no label: the kit names 2.",
      ]);
      expect(await messages(await kitOfIdx(Uint8Array.of(0, 1, 0, 1)))).toContain(
        "The data file labels: has 4 labels for the 3 images of images.gz.",
      );
    });

    it("lead nowhere out of the kit's folder, not even with the right hash", async () => {
      const kit = await kitOfIdx();
      await mkdir(join(dir, "inner"));
      await symlink(join(dir, "labels"), join(dir, "inner/labels"));
      await symlink(join(dir, "images.gz"), join(dir, "inner/images.gz"));
      const loaded = await loadSource(kit, join(dir, "inner"));
      expect(loaded.ok ? [] : [...new Set(loaded.problems.map(({ code }) => code))]).toEqual(["file-not-regular"]);
    });
  });

  describe("image folders", () => {
    const grey = (value: number, side = 3) =>
      encode({ width: side, height: side, channels: 1, depth: 8, data: new Uint8Array(side * side).fill(value) });
    const kitOfFolders = async (files: Record<string, Uint8Array>): Promise<Kit> => {
      const lines = await Promise.all(Object.entries(files).map(([name, bytes]) => write(name, bytes)));
      const index = await write("SHA256SUMS", lines.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(""));
      return kitOf({ source: "image-folders", index, licence, rows }, ["cat", "dog"]);
    };
    const five = {
      "cat/1.png": grey(10),
      "cat/2.png": grey(20),
      "dog/1.png": grey(30),
      "dog/2.png": grey(40),
      "dog/3.png": grey(50),
    };

    it("give each image the label of its folder, and a course can be prepared from them", async () => {
      const kit = await kitOfFolders(five);
      const loaded = await loadSource(kit, dir);
      if (!loaded.ok || loaded.value.inputs.kind !== "images") throw new Error(JSON.stringify(loaded));
      expect([0, 1, 2, 3, 4].map(loaded.value.target)).toEqual(["cat", "cat", "dog", "dog", "dog"]);
      expect(loaded.value.inputs.images).toMatchObject({ rows: 5, height: 3, width: 3 });
      expect(
        [0, 9, 18].map((at) => loaded.value.inputs.kind === "images" && loaded.value.inputs.images.pixels[at]),
      ).toEqual([10, 20, 30]);
      const prepared = await prepareData({ kit, seed: "s", kitDir: dir, outDir: join(dir, "course") });
      expect(prepared.rows).toEqual({ train: 2, public: 1, private: 1, shadow: 1, test: 2 });
    });

    it("read colour as luminance, transparency as black, and 16 bits as 8", async () => {
      const colour = encode({
        width: 3,
        height: 3,
        channels: 3,
        depth: 8,
        data: new Uint8Array(27).map((_, k) => (k % 3 === 1 ? 255 : 0)),
      });
      const clear = encode({
        width: 3,
        height: 3,
        channels: 4,
        depth: 8,
        data: new Uint8Array(36).map((_, k) => (k % 4 === 3 ? 0 : 255)),
      });
      const deep = encode({ width: 3, height: 3, channels: 1, depth: 16, data: new Uint16Array(9).fill(0x8080) });
      const loaded = await loadSource(
        await kitOfFolders({ "cat/1.png": colour, "cat/2.png": clear, "dog/1.png": deep }),
        dir,
      );
      if (!loaded.ok || loaded.value.inputs.kind !== "images") throw new Error(JSON.stringify(loaded));
      const { pixels } = loaded.value.inputs.images;
      expect([pixels[0], pixels[9], pixels[18]]).toEqual([Math.round(0.587 * 255), 0, 128]);
    });

    it("refuse an image of another size, one that is damaged, and one that would unpack to gigabytes", async () => {
      const one = async (bytes: Uint8Array) => messages(await kitOfFolders({ ...five, "dog/4.png": bytes }));
      expect(await one(grey(1, 4))).toEqual(["dog/4.png is 4 × 4; the first image is 3 × 3."]);
      expect((await one(grey(1).subarray(0, 40)))[0]).toContain("dog/4.png is damaged");
      const bomb = grey(1).slice();
      new DataView(bomb.buffer).setUint32(16, 100_000);
      new DataView(bomb.buffer).setUint32(20, 100_000);
      expect(await one(bomb)).toEqual(["dog/4.png is 100000 × 100000; at most 512 × 512 is read."]);
      expect(await one(Buffer.from("x".repeat(100)))).toEqual(["dog/4.png is no PNG file."]);
    });

    it("refuse folders that are no label and names that leave the folder", async () => {
      expect(await codes(await kitOfFolders({ ...five, "horse/1.png": grey(1) }))).toEqual(["unknown-label"]);
      const index = await write("SHA256SUMS", `${"0".repeat(64)}  ../dog/1.png\n${"0".repeat(64)}  dog/../../x.png\n`);
      expect(await codes(kitOf({ source: "image-folders", index, licence, rows }, ["dog", ".."]))).toEqual([
        "schema",
        "schema",
      ]);
    });
  });

  describe("a table", () => {
    const kitOfTable = async (csv: string, labels: string[] = []): Promise<Kit> => {
      const file = await write("table.csv", csv);
      return kitOf({ source: "csv", file, features: ["size", "age"], target: "price", licence, rows }, labels);
    };
    const csv = "age,price,size,secret\n1,10,100,a\n2,20,200,b\n3,30,300,c\n4,40,400,d\n5,50,500,e\n";

    it("gives the columns that the kit names, in its order, and no other", async () => {
      const loaded = await loadSource(await kitOfTable(csv), dir);
      if (!loaded.ok || loaded.value.inputs.kind !== "table") throw new Error(JSON.stringify(loaded));
      expect(loaded.value.inputs.columns).toEqual(["size", "age"]);
      expect(loaded.value.inputs.cells(1)).toEqual(["200", "2"]);
      expect(loaded.value.target(1)).toBe("20");
    });

    it("is refused by line and column", async () => {
      expect(await messages(await kitOfTable("age,price,size\n1,10,\n2,many,3\n4,5\n6,7,8\n"))).toEqual([
        "table.csv, line 2: the cell of size is empty.",
        'table.csv, line 3: price is "many", which is no number.',
        "table.csv, line 4: 2 cells where the header has 3.",
      ]);
      expect(await messages(await kitOfTable("age,cost,size\n1,2,3\n"))).toEqual([
        "table.csv, line 1: the header has no column price, or two; it is age,cost,size.",
      ]);
      expect(await codes(await kitOfTable(csv, ["10", "20"]))).toEqual([
        "unknown-label",
        "unknown-label",
        "unknown-label",
      ]);
    });
  });
});
