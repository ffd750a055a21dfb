import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashInputs, isStamped, writeStamp } from "./stamp.mjs";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "stamp-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

describe("the hash of a step's inputs", () => {
  it("stays the same while nothing changes, and counts a missing path as empty", async () => {
    await write("a/one.ts", "1");
    const before = await hashInputs(root, ["a", "not-there"]);
    expect(await hashInputs(root, ["a", "not-there"])).toBe(before);
    await write("not-there/two.ts", "2");
    expect(await hashInputs(root, ["a", "not-there"])).not.toBe(before);
  });

  it("changes with a file's content, its name, and when bytes move from one file to the next", async () => {
    await write("a/1", "xy");
    await write("a/2", "z");
    const seen = new Set([await hashInputs(root, ["a"])]);
    await write("a/1", "x");
    await write("a/2", "yz");
    seen.add(await hashInputs(root, ["a"]));
    await write("a/2", "yy");
    seen.add(await hashInputs(root, ["a"]));
    await rm(join(root, "a/2"));
    await write("a/3", "yy");
    seen.add(await hashInputs(root, ["a"]));
    expect(seen.size).toBe(4);
  });

  it("does not count tests, nor what a build makes", async () => {
    await write("a/one.ts", "1");
    const before = await hashInputs(root, ["a"]);
    await write("a/one.test.ts", "t");
    await write("a/node_modules/x/index.js", "x");
    await write("a/.next/server.js", "x");
    await write("a/next-env.d.ts", "x");
    expect(await hashInputs(root, ["a"])).toBe(before);
  });
});

describe("a stamp", () => {
  it("says done only for the inputs that it was written for", async () => {
    const stamp = join(root, "stamp");
    expect(await isStamped(stamp, "h1")).toBe(false);
    await writeStamp(stamp, "h1");
    expect(await isStamped(stamp, "h1")).toBe(true);
    expect(await isStamped(stamp, "h2")).toBe(false);
  });
});
