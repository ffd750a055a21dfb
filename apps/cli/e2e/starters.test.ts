import { execFile, spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const starters = resolve(import.meta.dirname, "../../../kits/lab1/starter");
const python = "/usr/bin/python3"; // the one that Debian's packages belong to
const node = process.execPath;

const all = [
  { folder: "lua", command: "luajit", ending: "lua", model: "model.bin", probe: ["-v"] },
  { folder: "numpy", command: python, ending: "py", model: "model.bin", probe: ["-c", "import numpy"] },
  { folder: "python", command: python, ending: "py", model: "model.pt", probe: ["-c", "import torch"] },
  { folder: "javascript", command: node, ending: "js", model: "model.bin", probe: ["-v"] },
  { folder: "typescript", command: node, ending: "ts", model: "model.bin", probe: ["-v"] },
];

/** Trainings on all of the data, of the benchmark and of each starter as it comes: minutes. */
describe.skipIf(!process.env.GRADMARK_FULL)("Lab 1's starters as a team uses them", () => {
  let benchmark = 0;
  beforeAll(async () => {
    await using shell = await openShell();
    const train = ["benchmark", "train", "--kit", "lab1", "--json"];
    benchmark = ((await shell.type(...train)).json() as { score: number }).score;
  }, 300_000);

  it.for(all)(
    "$folder: trains, is rerun in the sandbox, and stays a fair distance below the benchmark",
    { timeout: 300_000 },
    async ({ folder, command, ending, model, probe }, { skip }) => {
      const missing = spawnSync(command, probe).status !== 0;
      skip(
        missing,
        `${command} ${probe.join(" ")} does not work here (apt-get install luajit python3-numpy python3-torch)`,
      );
      await using shell = await openShell();
      const script = join(starters, folder, `result.${ending}`);
      const rerun = ["rerun", "--script", script, "--kit", "lab1", "--json"];
      await shell.type(...rerun); // prepares the published data; there is no model yet
      const data = join(shell.home, "published/lab1");
      await mkdir(join(shell.folder, "model"));
      const weights = join(shell.folder, "model", model);
      const training = [join(starters, folder, `train.${ending}`), "--data", join(data, "public"), "--out", weights];
      await promisify(execFile)(command, training);
      const made = await shell.type(...rerun, "--model", weights, "--out", "made");
      expect(made.exitCode, made.stdout).toBe(0);
      const again = ["--model", weights, "--expect", "made/predictions.csv", "--audit"];
      const verdict = (await shell.type(...rerun, ...again)).json();
      expect(verdict).toMatchObject({ outcome: "reproduced", audit: { permutedRows: { finding: "none" } } });
      const solution = join(data, "private/solution.csv");
      const files = ["--predictions", "made/predictions.csv", "--solution", solution];
      const { score } = (await shell.type("score", ...files, "--metric", "accuracy", "--json")).json() as {
        score: number;
      };
      expect(score).toBeGreaterThan(0.92);
      expect(score).toBeLessThan(benchmark - 0.008);
    },
  );
});
