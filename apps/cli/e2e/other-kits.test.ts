import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const kits = resolve(import.meta.dirname, "../../../kits");
const fashionHere = existsSync("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");

/** What the main job is in another kit: which starter, which model file, which scores are to be expected. */
interface OtherKit {
  kit: string;
  /** Whether its data are on this machine. */
  here: boolean;
  model: string;
  training: string[];
  metric: string;
  benchmark: string[];
  /** The benchmark's score, and whether the starter's is a fair distance worse. */
  good: (benchmark: number) => boolean;
  worse: (starter: number, benchmark: number) => boolean;
}

const others: OtherKit[] = [
  {
    kit: "weather",
    here: true,
    model: "model.json",
    training: [],
    metric: "rmse",
    benchmark: [],
    good: (error) => error < 0.8,
    worse: (starter, benchmark) => starter > benchmark + 0.3 && starter < 2,
  },
  {
    kit: "fashion-mnist",
    here: fashionHere, // apt-get install dataset-fashion-mnist
    model: "model.npz",
    training: [],
    metric: "accuracy",
    benchmark: [],
    good: (accuracy) => accuracy > 0.85,
    worse: (starter, benchmark) => starter < benchmark - 0.015 && starter > 0.75,
  },
];

describe.each(others)("the main job of the kit $kit", (other) => {
  const { kit, here, model, training, metric, benchmark, good, worse } = other;
  const skip = !here || (kit === "fashion-mnist" && !process.env.GRADMARK_FULL);

  it.skipIf(skip)(
    "prepares data, trains a benchmark, scores an entry and reproduces it from the starter's script",
    async () => {
      await using shell = await openShell();
      const ok = async (...argv: string[]) => {
        const typed = await shell.type(...argv, "--json");
        expect(typed.exitCode, `${argv.join(" ")}\n${typed.stdout}\n${typed.stderr}`).toBe(0);
        return typed.json() as { score: number };
      };
      expect(await ok("kit", "validate", join(kits, kit))).toMatchObject({ valid: true });
      await ok("course", "create", "--kit", kit, "--name", kit);
      await ok("course", "prepare", "--course", kit);
      const trained = await ok("benchmark", "train", "--course", kit, ...benchmark);
      expect(good(trained.score), `benchmark ${trained.score}`).toBe(true);

      const course = join(shell.home, "courses", kit);
      const starter = join(shell.folder, "starter");
      await cp(join(kits, kit, "starter/python"), starter, { recursive: true });
      await mkdir(join(shell.folder, "model"));
      const weights = join(shell.folder, "model", model);
      const run = promisify(execFile);
      const options = ["--data", join(course, "public"), "--out", weights, ...training];
      await run("/usr/bin/python3", [join(starter, "train.py"), ...options]);
      const env = {
        ...process.env,
        GRADMARK_TEST_DATA: join(course, "rerun"),
        GRADMARK_MODEL: join(shell.folder, "model"),
      };
      await run("/usr/bin/python3", [join(starter, "result.py")], { cwd: shell.folder, env });

      const entry = join(shell.folder, "predictions.csv");
      const solution = join(course, "private/solution.csv");
      const scored = await ok("score", "--predictions", entry, "--solution", solution, "--metric", metric);
      expect(worse(scored.score, trained.score), `starter ${scored.score}, benchmark ${trained.score}`).toBe(true);

      const script = ["rerun", "--script", join(starter, "result.py"), "--model", weights, "--kit", kit];
      const audit = [
        "--audit",
        "--shadow",
        join(course, "shadow"),
        "--shadow-solution",
        join(course, "shadow-private/solution.csv"),
      ];
      const data = ["--data", join(course, "rerun"), "--expect", entry, "--solution", solution];
      const verdict = await ok(...script, ...data, ...audit);
      expect(verdict).toMatchObject({
        outcome: "reproduced",
        comparison: { rowsDiffering: 0 },
        audit: { permutedRows: { finding: "none" }, inputsRead: { finding: "none" } },
      });
    },
    240_000,
  );

  it("names every file of its data by hash, with its licence", async () => {
    const yaml = await readFile(join(kits, kit, "kit.yaml"), "utf8");
    expect(yaml).toMatch(/sha256: [0-9a-f]{64}/);
    expect(yaml).toContain("licence:");
  });
});
