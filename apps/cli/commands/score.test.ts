import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const solution = "Id,Label,Usage\n1,0,Public\n2,1,Public\n3,1,Private\n4,0,Ignored\n";

async function score(shell: Shell, predictions: string, ...more: string[]) {
  await writeFile(join(shell.folder, "p.csv"), predictions);
  await writeFile(join(shell.folder, "s.csv"), solution);
  return shell.type("score", "--predictions", "p.csv", "--solution", "s.csv", "--metric", "accuracy", ...more);
}

describe("gradmark score", () => {
  it("prints one JSON document with public and private score", async () => {
    await using shell = await openShell();
    const typed = await score(shell, "Id,Label\n4,1\n3,1\n2,0\n1,0\n", "--json");
    expect(typed.exitCode).toBe(0);
    expect(typed.json()).toMatchObject({
      metric: "accuracy",
      direction: "max",
      rows: 3,
      score: 2 / 3,
      public: { score: 0.5, rows: 2 },
      private: { score: 1, rows: 1 },
      problems: [],
    });
  });

  it("prints text for people without --json", async () => {
    await using shell = await openShell();
    const typed = await score(shell, "Id,Label\n4,1\n3,1\n2,0\n1,0\n");
    expect(typed.stdout).toMatch(/^accuracy 0\.66.* on 3 rows\npublic {2}0\.5 on 2 rows/);
  });

  it("ends with 2 and names the row of a file that cannot be scored", async () => {
    await using shell = await openShell();
    const typed = await score(shell, "Id,Label\n1,0\n2,1\n1,1\n3,0\n4,0\n", "--json");
    expect(typed.exitCode).toBe(2);
    expect(typed.json()).toMatchObject({ score: null, problems: [{ code: "duplicate-id", row: 4 }] });
  });

  it("ends with 2 and one JSON document for a metric that is none", async () => {
    await using shell = await openShell();
    const typed = await shell.type("score", "--predictions", "p", "--solution", "s", "--metric", "luck", "--json");
    expect(typed.exitCode).toBe(2);
    expect(typed.json()).toMatchObject({ error: { code: "usage", message: expect.stringContaining("luck") } });
  });

  it("ends with 2 for a file that is not there, without a stack trace", async () => {
    await using shell = await openShell();
    const typed = await shell.type("score", "--predictions", "p", "--solution", "s", "--metric", "accuracy");
    expect(typed.exitCode).toBe(2);
    expect(typed.stderr).toContain("cannot be read");
    expect(typed.stderr).not.toMatch(/\n\s+at /);
  });

  it("ends with 2 for an option that is missing", async () => {
    await using shell = await openShell();
    expect(await shell.type("score", "--json")).toMatchObject({ exitCode: 2 });
  });
});
