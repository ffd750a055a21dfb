import { existsSync } from "node:fs";
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
    expect(typed.stdout).toMatch(/^accuracy 0\.66.* on 3 rows, 95 % interval .*\npublic {2}0\.5 on 2 rows/);
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

  it("gives an interval at 95 % for every metric", async () => {
    await using shell = await openShell();
    const rows = Array.from({ length: 100 }, (_, k) => k);
    await writeFile(join(shell.folder, "p.csv"), `Id,y\n${rows.map((k) => `${k},${k + (k % 3)}`).join("\n")}\n`);
    await writeFile(join(shell.folder, "s.csv"), `Id,y\n${rows.map((k) => `${k},${k}`).join("\n")}\n`);
    const typed = await shell.type(
      "score",
      "--predictions",
      "p.csv",
      "--solution",
      "s.csv",
      "--metric",
      "mae",
      "--json",
    );
    const { score: value, interval } = typed.json() as { score: number; interval: [number, number] };
    expect(interval[0]).toBeLessThan(value);
    expect(interval[1]).toBeGreaterThan(value);
  });

  it("says whether other predictions are really different, on the private rows", async () => {
    await using shell = await openShell();
    await writeFile(join(shell.folder, "b.csv"), "Id,Label\n1,0\n2,1\n3,0\n4,0\n");
    const typed = await score(shell, "Id,Label\n4,1\n3,1\n2,0\n1,0\n", "--json", "--against", "b.csv");
    expect(typed.json()).toMatchObject({
      against: { rows: 1, first: 1, second: 0, difference: 1, probability: 1, test: "mcnemar" },
    });
  });

  it("ends with 2 when the metric is named twice or not at all", async () => {
    await using shell = await openShell();
    expect(await score(shell, "Id,Label\n1,0\n", "--kit", "lab1")).toMatchObject({ exitCode: 2 });
    expect(await shell.type("score", "--predictions", "p.csv", "--solution", "s.csv")).toMatchObject({ exitCode: 2 });
  });

  describe.skipIf(process.geteuid?.() !== 0 || !existsSync("/usr/bin/bwrap"))("by a metric script", () => {
    const own = async (shell: Shell, source: string) => {
      await writeFile(join(shell.folder, "metric.py"), source);
      await writeFile(join(shell.folder, "p.csv"), "Id,Label\n4,1\n3,1\n2,0\n1,0\n");
      await writeFile(join(shell.folder, "s.csv"), solution);
      const files = ["--predictions", "p.csv", "--solution", "s.csv"];
      return shell.type("score", ...files, "--metric-script", "metric.py", "--direction", "min", "--json");
    };

    it("prints the script's scores", async () => {
      await using shell = await openShell();
      const source = `import os, json
rows = [line.split(",")[1].strip() for line in open(os.environ["GRADMARK_PREDICTIONS"])][1:]
print(json.dumps({"score": rows.count("1")}))`;
      const typed = await own(shell, source);
      expect(typed.json()).toMatchObject({
        ...{ metric: "metric.py", direction: "min", score: 1, rows: 3, problems: [] },
        ...{ public: { score: 0, rows: 2 }, private: { score: 1, rows: 1 } },
      });
      expect(typed.exitCode).toBe(0);
    });

    it("ends with 2 and says what the script did wrong", async () => {
      await using shell = await openShell();
      const typed = await own(shell, "print('well done')");
      expect(typed.exitCode).toBe(2);
      expect(typed.json()).toMatchObject({
        error: { code: "metric-script", message: expect.stringContaining('it printed "well done"') },
      });
    });
  });
});
