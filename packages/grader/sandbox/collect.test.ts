import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { collectFile } from "./collect.ts";

describe("collecting a file from a hostile folder", () => {
  const root = mkdtempSync(join(tmpdir(), "gradmark-collect-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const folder = (name: string): { path: string; handle: number } => {
    const path = join(root, name);
    mkdirSync(path);
    return { path, handle: openSync(path, "r") };
  };

  it("takes the file of the folder that was opened, though another folder now has its name", () => {
    const { path, handle } = folder("work");
    writeFileSync(join(path, "p.csv"), "good");
    renameSync(path, join(root, "moved"));
    mkdirSync(path);
    writeFileSync(join(path, "p.csv"), "bad");
    const collected = collectFile(handle, { name: "p.csv", maxBytes: 100 });
    closeSync(handle);
    expect(collected.state === "file" && Buffer.from(collected.bytes).toString()).toBe("good");
  });

  it("does not follow a link even to a good file", () => {
    const { path, handle } = folder("linked");
    writeFileSync(join(path, "good"), "x");
    symlinkSync("good", join(path, "p.csv"));
    expect(collectFile(handle, { name: "p.csv", maxBytes: 100 })).toEqual({
      state: "not-a-file",
      kind: "a symbolic link",
    });
    closeSync(handle);
  });

  it("takes a file of exactly the largest size and none above", () => {
    const { path, handle } = folder("sized");
    writeFileSync(join(path, "p.csv"), "12345");
    expect(collectFile(handle, { name: "p.csv", maxBytes: 5 }).state).toBe("file");
    expect(collectFile(handle, { name: "p.csv", maxBytes: 4 })).toEqual({ state: "too-large", bytes: 5 });
    closeSync(handle);
  });
});
