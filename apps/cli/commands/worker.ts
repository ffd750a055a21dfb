import { once } from "node:events";
import { startWorker } from "@gradmark/worker";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import type { Runner } from "../output/runner.ts";
import { openPlace } from "../serve/start-service.ts";

export function registerWorker(program: Command, runner: Runner): void {
  program
    .command("worker")
    .description("a worker on the data folder of this machine, until Ctrl-C")
    .option("--allow-reduced", "run scripts also without root's protections: for trying out, not for strangers")
    .action(runner.action(work));
}

const work: Action<{ allowReduced?: boolean }> = async ({ allowReduced = false }, context) => {
  const worker = startWorker({ place: openPlace(context), allowReduced });
  const stopped = context.signal.aborted ? Promise.resolve() : once(context.signal, "abort");
  const code = await Promise.race([worker.ended, stopped.then(() => worker.stop())]);
  if (code !== 0) throw new Error(`the worker ended with code ${code}`);
  return { json: null, text: "", exitCode: 0, printed: true };
};
