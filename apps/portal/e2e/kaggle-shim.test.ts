import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const shim = join(import.meta.dirname, "..", "public", "kaggle");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradmark-shim-"));
  mkdirSync(join(folder, "kagglesdk"));
  writeFileSync(join(folder, "kagglesdk", "__init__.py"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A library that calls its local address as the real one does, or by another name. */
function writeLibrary(dictionary: string): void {
  const text = `from enum import Enum\nclass KaggleEnv(Enum):\n    LOCAL = 0\n${dictionary} = {KaggleEnv.LOCAL: "http://localhost"}\n`;
  writeFileSync(join(folder, "kagglesdk", "kaggle_env.py"), text);
}

function python(code: string, url?: string): string {
  const env = {
    PATH: process.env.PATH,
    PYTHONPATH: `${shim}:${folder}`,
    PYTHONDONTWRITEBYTECODE: "1",
    NODE_ENV: "test" as const,
  };
  const options = {
    env: { ...env, ...(url !== undefined && { GRADER_URL: url }) },
    encoding: "utf8",
    stdio: "pipe",
  } as const;
  try {
    return execFileSync("python3", ["-c", code], options);
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  }
}

const ask =
  "from kagglesdk import kaggle_env as e; import os; print(list(e.__dict__.get('_env_to_endpoint', {}).values()), os.environ.get('KAGGLE_API_ENVIRONMENT'))";

describe.skipIf(!hasPython)("the file that leads the client to the portal", () => {
  it("replaces the library's local address, and nothing else", () => {
    writeLibrary("_env_to_endpoint");
    expect(python(ask, "https://grader.example.edu/")).toBe("['https://grader.example.edu'] LOCALHOST\n");
  });

  it("does nothing unless it is told where the portal is", () => {
    writeLibrary("_env_to_endpoint");
    expect(python(ask)).toBe("['http://localhost'] None\n");
  });

  it("says what to do when the library has changed, instead of asking elsewhere", () => {
    writeLibrary("_endpoints");
    expect(python(ask, "https://grader.example.edu")).toMatch(
      /cannot be pointed at your course's portal.*kaggle==1\.6\.17/s,
    );
  });

  it("refuses what is no address", () => {
    expect(python("print('on')", "grader.example.edu")).toContain("must begin with https://");
  });

  it("leaves a program without the library alone", () => {
    expect(python("print('on')", "https://grader.example.edu")).toBe("on\n");
  });
});
