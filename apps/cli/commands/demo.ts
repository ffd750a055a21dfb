import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { demoPlaces, runDemo } from "../demo/run-demo.ts";
import { formatSummary } from "../demo/summary.ts";
import { demoTeams } from "../demo/teams.ts";
import type { Runner } from "../output/runner.ts";
import { startService } from "../serve/start-service.ts";
import { parsePort, serveUntilStopped, welcome } from "./serve.ts";

interface Options {
  serve?: boolean;
  port: string;
  json?: boolean;
}

export function registerDemo(program: Command, runner: Runner): void {
  program
    .command("demo")
    .description("the main job on real MNIST with six example teams; exit 0 when every verdict is as it should be")
    .option("--serve", "then open the portal with the demo's course in it, until Ctrl-C")
    .option("--port <n>", "for --serve", "3000")
    .option("--json", "one JSON document on stdout: what is written to summary.json")
    .action(runner.action(demo));
}

const demo: Action<Options> = async (options, context) => {
  const places = demoPlaces(context);
  if (!(options.serve && existsSync(places.summary))) {
    const { summary, surprises } = await runDemo(demoTeams, context);
    const verdict =
      surprises.length === 0 ? "Every verdict is as it should be." : ["Not as it should be:", ...surprises].join("\n");
    const text = [
      formatSummary(summary),
      "",
      `gradebook ${places.gradebook}`,
      `summary   ${places.summary}`,
      verdict,
    ].join("\n");
    if (!options.serve) return { json: summary, text, exitCode: surprises.length === 0 ? 0 : 1 };
    context.stdout.write(`${text}\n`);
  }
  const home = { ...context, home: places.home };
  const service = await startService(
    { port: parsePort(options.port), host: "127.0.0.1", worker: true, allowReduced: true },
    home,
  );
  context.stdout.write(welcome(service.url, service.ownerLink));
  return serveUntilStopped(service, context);
};
