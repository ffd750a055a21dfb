import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PreparedData } from "@gradmark/course";
import type { DemoTeam } from "./teams.ts";

/** Where the demo finds what a team would have on its own machine. */
export interface TrainingPlaces {
  /** kits/lab1/starter */
  starters: string;
  /** The course's public data. */
  data: string;
  prepared: PreparedData;
  /** Trained weights by the hash of everything that they depend on. */
  cache: string;
}

const programs: Record<DemoTeam["starter"], { command: (script: string) => [string, ...string[]]; ending: string }> = {
  lua: { command: (script) => ["luajit", script], ending: "lua" },
  numpy: { command: (script) => ["/usr/bin/python3", script], ending: "py" },
  javascript: { command: (script) => [process.execPath, script], ending: "js" },
};

/** The starter's script of a name, such as `train` or `result`. */
export function starterScript(starters: string, starter: DemoTeam["starter"], name: string): string {
  return join(starters, starter, `${name}.${programs[starter].ending}`);
}

export interface TrainedWeights {
  /** Path of the weights file. */
  weights: string;
  /** Accuracy on the validation part after each epoch, as the starter printed it. */
  validation: number[];
  /** Whether they were trained now. */
  trained: boolean;
}

/**
 * Trains a team's network by the kit's starter code, or takes the weights that the same code made from the same data
 * and options before.
 *
 * @throws when the starter fails: that is our code.
 */
export async function trainModel(
  starter: DemoTeam["starter"],
  training: DemoTeam["training"],
  places: TrainingPlaces,
  signal: AbortSignal,
): Promise<TrainedWeights> {
  const script = starterScript(places.starters, starter, "train");
  const key = hash([
    await readFile(script, "utf8"),
    JSON.stringify(training),
    ...places.prepared.files.filter((file) => file.name.startsWith("public/train")).map((file) => file.sha256),
  ]);
  const weights = join(places.cache, `${key}.bin`);
  const log = join(places.cache, `${key}.log`);
  if (existsSync(weights)) return { weights, validation: readAccuracies(await readFile(log, "utf8")), trained: false };
  await mkdir(places.cache, { recursive: true });
  const unfinished = `${weights}.${process.pid}`;
  const [program, ...args] = programs[starter].command(script);
  const options = ["--data", places.data, "--out", unfinished];
  for (const [name, value] of Object.entries(training)) options.push(`--${name}`, String(value));
  const printed = await runProgram(program, [...args, ...options], { signal });
  await writeFile(log, printed);
  await rename(unfinished, weights);
  return { weights, validation: readAccuracies(printed), trained: true };
}

function readAccuracies(log: string): number[] {
  return [...log.matchAll(/validation accuracy ([\d.]+)/g)].map(([, accuracy]) => Number(accuracy));
}

/** What the team's own machine would print into predictions.csv. */
export async function predict(
  request: { script: string; starter: DemoTeam["starter"]; weights: string; data: string; folder: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const model = join(request.folder, "model");
  await mkdir(model, { recursive: true });
  await copyFile(request.weights, join(model, "model.bin"));
  const [program, ...args] = programs[request.starter].command(request.script);
  const env = {
    GRADMARK_TEST_DATA: request.data,
    GRADMARK_MODEL: model,
    PATH: process.env.PATH,
    NODE_ENV: process.env.NODE_ENV,
  };
  await runProgram(program, args, { signal, cwd: request.folder, env });
  const predictions = await readFile(join(request.folder, "predictions.csv"));
  await rm(request.folder, { recursive: true });
  return predictions;
}

function hash(parts: readonly string[]): string {
  const all = createHash("sha256");
  for (const part of parts) all.update(`${part.length}:${part}`);
  return all.digest("hex").slice(0, 32);
}

interface ProgramOptions {
  signal: AbortSignal;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program of ours to its end and returns what it printed. */
function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.on("error", reject);
    child.on("close", (code, killedBy) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${program} ${args[0] ?? ""} ended with ${code ?? killedBy}: ${complaint.trim()}`));
    });
  });
}
