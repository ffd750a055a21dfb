import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInside } from "./open-inside.ts";

let root = "";
let folder = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gradmark-inside-"));
  folder = join(root, "public");
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(root, "solution.csv"), "secret");
  writeFileSync(join(folder, "test.csv"), "open");
  writeFileSync(join(folder, "deep", "a b.txt"), "deep");
  writeFileSync(join(folder, ".hidden"), "hidden");
  symlinkSync(join(root, "solution.csv"), join(folder, "link.csv"));
  symlinkSync(root, join(folder, "up"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
});
afterAll(() => rmSync(root, { recursive: true }));

async function readInside(...segments: string[]): Promise<string | null> {
  const file = await openInside(folder, segments);
  if (!file) return null;
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

describe("openInside", () => {
  it("opens files of the folder", async () => {
    expect(await readInside("test.csv")).toBe("open");
    expect(await readInside("deep", "a b.txt")).toBe("deep");
  });

  it.each([
    [["..", "solution.csv"]],
    [["../solution.csv"]],
    [["deep", "..", "..", "solution.csv"]],
    [["..\\solution.csv"]],
    [["%2e%2e", "solution.csv"]],
    [["link.csv"]],
    [["up", "solution.csv"]],
    [[".hidden"]],
    [["test.csv\0"]],
    [["", "test.csv"]],
    [["deep"]],
    [["pipe"]],
    [["test.csv", "x"]],
    [["missing"]],
    [["x".repeat(300)]],
    [[]],
  ])("does not open %j", async (segments) => {
    expect(await readInside(...segments)).toBeNull();
  });

  it("never reads the secret, whatever the segments are", async () => {
    const segment = fc.oneof(
      fc.constantFrom("..", ".", "up", "link.csv", "deep", "solution.csv", "/", root),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 6 }), async (segments) => {
        expect(await readInside(...segments)).not.toBe("secret");
      }),
    );
  });
});
