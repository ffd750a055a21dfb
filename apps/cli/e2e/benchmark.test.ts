import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { BenchmarkReport } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const lab1 = resolve(import.meta.dirname, "../../../kits/lab1");

/** A course of Lab 1 with little data and another benchmark; returns what trains its benchmark. */
async function host(shell: Shell, benchmark: Record<string, unknown>) {
  const kit = join(shell.folder, "kit");
  await cp(lab1, kit, { recursive: true });
  const file = join(kit, "kit.yaml");
  const document = parseDocument(await readFile(file, "utf8"));
  document.setIn(["competition", "dataset", "rows"], { train: 3000, test: 1500, shadow: 100 });
  document.setIn(["competition", "benchmark"], benchmark);
  await writeFile(file, document.toString());
  await ok(shell, "course", "create", "--kit", kit, "--name", "small");
  await ok(shell, "course", "prepare", "--course", "small");
  return async (...options: string[]) =>
    (await ok(shell, "benchmark", "train", "--course", "small", ...options)) as BenchmarkReport;
}

async function ok(shell: Shell, ...argv: string[]): Promise<unknown> {
  const typed = await shell.type(...argv, "--json");
  expect(typed.exitCode, `${argv.join(" ")}\n${typed.stdout}\n${typed.stderr}`).toBe(0);
  return typed.json();
}

/** Trainings of a small model on some thousand images: together half a minute. */
describe.skipIf(!process.env.GRADMARK_FULL)("gradmark benchmark train", { timeout: 240_000 }, () => {
  it("puts the lower end of the band over several seeds on the board, by the kit's rule", async () => {
    await using shell = await openShell();
    const train = await host(shell, { model: "logistic", epochs: 3, seed: 4, seeds: 3, rule: "lower-end" });
    const report = await train();
    expect(report.board).toEqual({ rule: "lower-end", score: report.band[0] });
    expect(report.board?.score).toBeLessThan(report.score);
    const folder = join(shell.home, "benchmark/small");
    const [first, ...others] = await Promise.all(
      [".", "seed-5", "seed-6"].map((seed) => readFile(join(folder, seed, "predictions.csv"), "utf8")),
    );
    expect(new Set([first, ...others]).size).toBe(3);
    const html = await readFile(report.files.report, "utf8");
    for (const seed of [4, 5, 6]) expect(html).toContain(String(seed));

    const bare = await train("--seeds", "1");
    expect(bare.score).toBe(report.score);
    expect(bare.board?.score).not.toBe(report.board?.score);
  });

  it("ends a training that gets no better after the kit's patience, or after the one that was typed", async () => {
    await using shell = await openShell();
    const train = await host(shell, { model: "logistic", epochs: 60, patience: 2, seed: 1 });
    const byKit = await train();
    expect(byKit.epochs).toBe(60);
    expect(byKit.epochsTrained).toBeLessThan(60);
    const typed = await train("--patience", "1");
    expect(typed.epochsTrained).toBeLessThan(byKit.epochsTrained ?? 0);
    expect(await train("--patience", "60", "--epochs", "6")).toMatchObject({ epochs: 6, epochsTrained: 6 });
    expect((await shell.type("benchmark", "train", "--course", "small", "--patience", "0")).exitCode).toBe(2);
  });

  it("takes the kit's epochs for the kit's model, and its own number for another", async () => {
    await using shell = await openShell();
    const train = await host(shell, { model: "logistic", epochs: 1, seed: 1 });
    expect(await train()).toMatchObject({ model: "logistic", epochs: 1 });
    expect(await train("--model", "mlp")).toMatchObject({ model: "mlp", epochs: 5 });
  });
});
