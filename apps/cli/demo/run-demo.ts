import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchmarkReport, benchmarkReport } from "@gradmark/contract";
import { readPrepared } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { loadTeamGrades } from "../load/class-grades.ts";
import { findCourse, openHome } from "../load/home.ts";
import { startService } from "../serve/start-service.ts";
import { type CommandRunner, commandRunner } from "./command-runner.ts";
import { copyDemoKit } from "./demo-kit.ts";
import { type PlayedTeam, playTeam } from "./play-team.ts";
import { type DemoSummary, findSurprises, summarise } from "./summary.ts";
import { prepareMaterial } from "./team-material.ts";
import type { DemoTeam } from "./teams.ts";

/** Where the demo keeps its things. Its data folder is its own: no course of yours is touched. */
export interface DemoPlaces {
  /** The data folder of the demo's course; made anew by each demo. */
  home: string;
  /** Trained weights and the seed: kept, so that a second demo need not train. */
  cache: string;
  summary: string;
  gradebook: string;
  /** What portal and worker wrote meanwhile. */
  log: string;
}

export function demoPlaces(context: CliContext): DemoPlaces {
  const folder = join(context.home, "demo");
  return {
    home: join(folder, "home"),
    cache: join(folder, "cache"),
    summary: join(folder, "summary.json"),
    gradebook: join(folder, "gradebook.csv"),
    log: join(folder, "service.log"),
  };
}

export const demoCourse = "lab-1-demo";
const leastBenchmark = 0.96;

/**
 * The main job: hosts Lab 1 on real MNIST, trains the reference model, lets the teams play through the portal, grades
 * and exports. Returns what was found and what did not come out as it should.
 */
export async function runDemo(
  teams: readonly DemoTeam[],
  context: CliContext,
): Promise<{ summary: DemoSummary; surprises: string[] }> {
  const places = demoPlaces(context);
  await rm(places.home, { recursive: true, force: true });
  await mkdir(places.cache, { recursive: true });
  const demo: CliContext = { ...context, home: places.home };
  const gradmark = commandRunner(demo);
  await hostCourse(places, gradmark, demo);
  await using log = await open(places.log, "w");
  const request = { port: 0, host: "127.0.0.1", worker: true, allowReduced: false, log: log.fd };
  const service = await startService(request, demo);
  context.progress(`the portal answers at ${service.url}; its log and the worker's are in ${places.log}`);
  try {
    const failed = service.broken.then((sentence) => {
      throw new Error(sentence);
    });
    const work = Promise.all([trainInParallel(gradmark), playAll(teams, places, service.url, demo)]);
    const [benchmark, played] = await Promise.race([work, failed]);
    await gradmark(["course", "close", "--course", demoCourse]);
    await gradmark(["course", "reveal", "--course", demoCourse]);
    return await conclude(teams, benchmark, played, places, gradmark, demo);
  } finally {
    await service.stop();
  }
}

async function hostCourse(places: DemoPlaces, gradmark: CommandRunner, context: CliContext): Promise<void> {
  const seed = join(places.cache, "seed");
  if (!existsSync(seed)) await writeFile(seed, randomBytes(32).toString("hex"), { mode: 0o600 });
  const kit = join(places.cache, "kit");
  await copyDemoKit(join(context.repository, "kits/lab1"), kit);
  await gradmark(["course", "create", "--kit", kit, "--name", "Lab 1 Demo", "--seed-file", seed]);
  await gradmark(["course", "prepare", "--course", demoCourse]);
  await gradmark(["course", "open", "--course", demoCourse]);
  context.progress("the course is open");
}

async function trainInParallel(gradmark: CommandRunner): Promise<BenchmarkReport> {
  return benchmarkReport.parse(await gradmark(["benchmark", "train", "--course", demoCourse]));
}

/** Trains the teams' networks one after the other, and lets each team play as soon as it has its own. */
async function playAll(
  teams: readonly DemoTeam[],
  places: DemoPlaces,
  url: string,
  context: CliContext,
): Promise<Map<string, PlayedTeam>> {
  const folder = join(places.home, "courses", demoCourse);
  const prepared = await readPrepared(folder);
  if (!prepared) throw new Error("the demo's course has no data");
  const training = {
    starters: join(context.repository, "kits/lab1/starter"),
    data: join(folder, "public"),
    prepared,
    cache: join(places.cache, "weights"),
  };
  const playing: Promise<[string, PlayedTeam]>[] = [];
  for (const team of teams) {
    const material = await prepareMaterial(team, training, join(places.cache, "work"), context.signal);
    context.progress(`${team.name}: network ${material.trained ? "trained" : "taken from an earlier demo"}`);
    const play = async (): Promise<[string, PlayedTeam]> => {
      const played = await playTeam(team, material, { url, course: demoCourse }, context.signal);
      context.progress(`${team.name}: script rerun`);
      return [team.name, played];
    };
    const started = play();
    // Awaited below; a failure in between must not end the process before its turn.
    started.catch(() => {});
    playing.push(started);
  }
  return new Map(await Promise.all(playing));
}

async function conclude(
  teams: readonly DemoTeam[],
  benchmark: BenchmarkReport,
  played: ReadonlyMap<string, PlayedTeam>,
  places: DemoPlaces,
  gradmark: CommandRunner,
  context: CliContext,
): Promise<{ summary: DemoSummary; surprises: string[] }> {
  await gradmark(["export", "gradebook", "--course", demoCourse, "--out", places.gradebook]);
  using home = openHome(context);
  const course = findCourse(home.db, demoCourse);
  const summary = summarise(course, benchmark, await loadTeamGrades(home, course), played, places.gradebook);
  await writeFile(places.summary, `${JSON.stringify(summary, null, 2)}\n`);
  const exported = (await readFile(places.gradebook, "utf8")).trim().split("\n").length - 1;
  const surprises = findSurprises(summary, teams, leastBenchmark);
  if (exported !== teams.length) surprises.push(`the gradebook has ${exported} rows for ${teams.length} students`);
  return { summary, surprises };
}
