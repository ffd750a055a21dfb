import { existsSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@gradmark/db";
import { listRuntimes, openSandbox, type SandboxName, sandboxNames } from "@gradmark/grader";
import { listEngines } from "@gradmark/reference-model";
import type { Command } from "commander";
import type { Action, CliContext } from "../context.ts";
import type { Runner } from "../output/runner.ts";
import { formatTable } from "../output/table.ts";

export function registerDoctor(program: Command, runner: Runner): void {
  program
    .command("doctor")
    .description("what this machine has: engines, sandboxes, runtimes, and why something is missing")
    .option("--no-time", "do not time a short training step on each engine (2 s an engine)")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(examine));
}

interface Found {
  name: string;
  available: boolean;
  why: string | null;
}

const examine: Action<{ time?: boolean }> = async (options, context) => {
  const [engines, sandboxes, runtimes] = await Promise.all([
    listEngines({ measure: options.time ?? true }),
    probeSandboxes(),
    listRuntimes(),
  ]);
  const database = examineDatabase(context);
  const problems = [
    ...(engines.some((engine) => engine.available)
      ? []
      : ["No engine can train the reference model: run `npm run setup`."]),
    ...(sandboxes.some((sandbox) => sandbox.available && !sandbox.reduced)
      ? []
      : ["No sandbox can hold untrusted code on this machine."]),
    ...runtimes
      .filter((runtime) => runtime.version === null && !runtime.optional)
      .map((runtime) => `${runtime.name}: ${runtime.why}`),
    ...(database.why ? [database.why] : []),
  ];
  const json = { engines, sandboxes, runtimes, database, problems };
  const text = [
    formatTable(
      ["engine", "here", "device or reason"],
      engines.map((e) => row(e, e.device, e.imagesPerSecond)),
    ),
    formatTable(
      ["sandbox", "here", "capabilities or reason"],
      sandboxes.map((s) => row(s, s.capabilities.join(", "))),
    ),
    formatTable(
      ["runtime", "version", "starts a script by"],
      runtimes.map((r) => [r.name, r.version ?? r.why ?? "missing", r.entry?.join(" ") ?? ""]),
    ),
    `database ${database.available ? database.file : database.why}`,
    problems.length === 0 ? "Nothing is missing." : problems.join("\n"),
  ].join("\n\n");
  return { json, text, exitCode: problems.length === 0 ? 0 : 1 };
};

function row(found: Found, details: string | null, imagesPerSecond?: number | null): string[] {
  const speed = imagesPerSecond ? ` (${Math.round(imagesPerSecond)} images/s)` : "";
  return [found.name, found.available ? "yes" : "no", found.available ? `${details}${speed}` : (found.why ?? "")];
}

async function probeSandboxes() {
  return await Promise.all(sandboxNames.map(probeSandbox));
}

async function probeSandbox(name: SandboxName) {
  const sandbox = await openSandbox(name);
  const { available, reduced, capabilities, why } = await sandbox.probe();
  const present = capabilities.filter((capability) => capability.present).map((capability) => capability.name);
  const missing = capabilities.filter((capability) => !capability.present);
  return { name, available, reduced, capabilities: present, missing, why };
}

function examineDatabase(context: CliContext): { available: boolean; file: string; why: string | null } {
  const file = join(context.home, "gradmark.sqlite");
  try {
    // A data folder that is not there yet is not made by looking: the tables are tried in memory.
    openDatabase({ file: existsSync(file) ? file : ":memory:" }).close();
    return { available: true, file, why: null };
  } catch (error) {
    return { available: false, file, why: error instanceof Error ? error.message : String(error) };
  }
}
