import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeExampleData } from "../rerun/example-data.ts";
import { permuteData } from "./permute-data.ts";

describe("permuting a data folder", () => {
  const data = makeExampleData(60);
  const table = mkdtempSync(join(tmpdir(), "gradmark-table-"));
  afterAll(() => {
    for (const folder of [data.root, table]) rmSync(folder, { recursive: true });
  });
  const files = Object.fromEntries(
    ["test.csv", "sample_submission.csv", "test-images.idx"].map((name) => [name, join(data.dataDir, name)]),
  );

  it("keeps the set of ids and the sizes, and says which image each id now has", async () => {
    const { files: permuted, rows } = await permuteData(files, 3);
    const ids = Buffer.from(permuted["test.csv"] ?? "")
      .toString()
      .trim()
      .split("\n")
      .slice(1);
    expect(ids).toEqual(rows.map((row) => row.id));
    expect(ids.toSorted()).toEqual(data.ids.toSorted());
    const images = Buffer.from(permuted["test-images.idx"] ?? "");
    const before = readFileSync(join(data.dataDir, "test-images.idx"));
    expect(images.length).toBe(before.length);
    rows.forEach(({ formerId }, k) => {
      const from = data.ids.indexOf(formerId);
      expect(images.subarray(16 + 784 * k, 16 + 784 * (k + 1))).toEqual(
        before.subarray(16 + 784 * from, 16 + 784 * (from + 1)),
      );
    });
    expect(rows.filter(({ id, formerId }) => id === formerId).length).toBeLessThan(10);
  });

  it("leaves out some rows for others that are there twice", async () => {
    const many = makeExampleData(1000);
    const paths = Object.fromEntries(Object.keys(files).map((name) => [name, join(many.dataDir, name)]));
    const { rows } = await permuteData(paths, 3);
    rmSync(many.root, { recursive: true });
    expect(rows.length).toBe(1000);
    expect(new Set(rows.map((row) => row.id)).size).toBe(1000);
    expect(new Set(rows.map((row) => row.formerId)).size).toBe(990);
  });

  it("moves the features of a table with their rows", async () => {
    writeFileSync(join(table, "test.csv"), "Id,x\na,1\nb,2\nc,3\nd,4\n");
    writeFileSync(join(table, "sample_submission.csv"), "Id,y\na,0\nb,0\nc,0\nd,0\n");
    const paths = {
      "test.csv": join(table, "test.csv"),
      "sample_submission.csv": join(table, "sample_submission.csv"),
    };
    const { files: permuted, rows } = await permuteData(paths, 5);
    const feature: Record<string, string> = { a: "1", b: "2", c: "3", d: "4" };
    const expected = rows.map(({ id, formerId }) => `${id},${feature[formerId]}`);
    expect(Buffer.from(permuted["test.csv"] ?? "").toString()).toBe(`Id,x\n${expected.join("\n")}\n`);
  });
});
