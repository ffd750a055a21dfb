import { once } from "node:events";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { type RunningService, startService } from "../serve/start-service.ts";

interface Options {
  port: string;
  host: string;
  worker: boolean;
  allowReduced?: boolean;
}

export function registerServe(program: Command, runner: Runner): void {
  program
    .command("serve")
    .description("the portal and a worker, until Ctrl-C")
    .option("--port <n>", "0 takes a free one", "3000")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--no-worker", "the portal alone")
    .option("--allow-reduced", "run scripts also without root's protections: for trying out, not for strangers")
    .option("--json", "one JSON document on stdout when it answers: {url, ownerLink}")
    .action(runner.action(serve));
}

const serve: Action<Options & { json?: boolean }> = async (options, context) => {
  const { host, worker, allowReduced = false } = options;
  const service = await startService({ port: parsePort(options.port), host, worker, allowReduced }, context);
  const { url, ownerLink } = service;
  context.stdout.write(options.json ? `${JSON.stringify({ url, ownerLink })}\n` : welcome(url, ownerLink));
  return serveUntilStopped(service, context);
};

/** Where it answers, and, while nobody owns the portal, how to: the link is printed here and nowhere kept. */
export function welcome(url: string, ownerLink: string | null): string {
  const lines = [`Gradmark answers at ${url}`];
  if (ownerLink !== null)
    lines.push("Nobody owns this portal yet. Open this link within 24 hours; it works once:", ownerLink);
  return `${lines.join("\n")}\n`;
}

/** Waits for Ctrl-C or for a part that breaks, then ends everything in good order. */
export async function serveUntilStopped(service: RunningService, context: CliContext) {
  const stopped = context.signal.aborted ? Promise.resolve() : once(context.signal, "abort");
  const broken = await Promise.race([service.broken, stopped.then(() => null)]);
  await service.stop();
  if (broken !== null) throw new Error(broken);
  return { json: null, text: "", exitCode: 0, printed: true } as const;
}

/** A port as typed; 0 takes a free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port is a number from 0 to 65535, not "${text}"`);
}
