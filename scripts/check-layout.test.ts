import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLayout } from "./check-layout.ts";

const repository = join(import.meta.dirname, "..");
const names = ["contract", "backprop-checker", "reference-model", "grader", "course"];
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gradmark-layout-"));
  await cp(join(repository, "package.json"), join(root, "package.json"));
  const folders = [...names.map((n) => `packages/${n}`), "db", "apps/portal", "apps/worker", "apps/cli"];
  for (const folder of folders) {
    const name = `@gradmark/${folder.split("/").at(-1)}`;
    await put(`${folder}/package.json`, JSON.stringify({ name }));
    await put(`${folder}/index.ts`, "export const door = 1;\n");
  }
});
afterEach(() => rm(root, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(root, path, ".."), { recursive: true });
  await writeFile(join(root, path), text);
}

describe("check-layout", () => {
  it("accepts a house with every workspace and no forbidden import", () => {
    expect(checkLayout(root)).toEqual([]);
  });

  it("fails when it sees no workspace", async () => {
    const empty = await mkdtemp(join(tmpdir(), "gradmark-empty-"));
    expect(checkLayout(empty)).toHaveLength(1);
    await rm(empty, { recursive: true });
  });

  it.each([
    [
      "a sideways import",
      "packages/grader/a.ts",
      'import { x } from "@gradmark/course";\n',
      /grader may import contract/,
    ],
    ["a deep import", "packages/grader/a.ts", 'import { x } from "@gradmark/contract/kit.ts";\n', /past the door/],
    [
      "an escape by a relative path",
      "db/a.ts",
      'import { x } from "../packages/contract/kit.ts";\n',
      /leaves the workspace/,
    ],
    ["node in the checker", "packages/backprop-checker/a.ts", 'import fs from "node:fs";\n', /browser/],
    ["drizzle in the portal", "apps/portal/a.ts", 'import { eq } from "drizzle-orm";\n', /must not/],
    [
      "tfjs in the grader",
      "packages/grader/a.ts",
      'const tf = await import("@tensorflow/tfjs-node-gpu");\n',
      /must not/,
    ],
    ["another library in db", "db/a.ts", 'import { z } from "zod";\n', /only/],
    ["a re-export", "packages/course/a.ts", 'export { x } from "./b.ts";\n', /re-exports/],
    ["a drawer", "packages/course/utils/a.ts", "export const a = 1;\n", /drawer/],
    ["a long file", "packages/course/a.ts", "// line\n".repeat(301), /301 lines/],
    ["a stray file in a feature", "apps/portal/features/team/stray.ts", "export const a = 1;\n", /feature folder/],
  ])("finds %s", async (_, path, text, message) => {
    await put(path, text);
    expect(checkLayout(root).join("\n")).toMatch(message);
  });

  it("finds a dependency that is not pinned", async () => {
    await put("db/package.json", JSON.stringify({ name: "@gradmark/db", dependencies: { "drizzle-orm": "^0.45.4" } }));
    expect(checkLayout(root).join("\n")).toMatch(/not pinned/);
  });
});
