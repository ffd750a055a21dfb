import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { loadNamedKit } from "../load/kit.ts";
import { findTestData } from "../load/test-data.ts";
import { UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { openOurSandbox } from "../rerun/open-chosen-sandbox.ts";
import { precheck } from "../rerun/precheck.ts";
import { precheckAsServiceUser } from "../rerun/precheck-as-service-user.ts";
import { mustHandOver } from "../service-user/hand-over.ts";

interface Options {
  dir: string;
  kit: string;
  data?: string;
  json?: boolean;
}

export function registerPrecheck(program: Command, runner: Runner): void {
  program
    .command("precheck <dir>")
    .description("on a team's own machine: are the files as the kit wants them, and does the script make the entry")
    .requiredOption("--kit <name|dir>", "the lab")
    .option("--data <dir>", "the test data as given out; default: the kit's published test data")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(check, "dir"));
}

const check: Action<Options> = async (options, context) => {
  const folder = resolve(context.cwd, options.dir);
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${options.dir}`);
  const loaded = await loadNamedKit(options.kit, context);
  const dataDir = await findTestData(options.data, loaded, context);
  if (mustHandOver()) return await precheckAsServiceUser({ folder, dataDir, json: options.json }, loaded.kit, context);
  const sandbox = await openOurSandbox("bwrap", context);
  const checks = await precheck({ folder, kit: loaded.kit, dataDir, sandbox, signal: context.signal });
  const text = checks.map(({ name, ok, message }) => `${ok ? "✓" : "✗"} ${name}: ${message}`).join("\n");
  return { json: { checks }, text, exitCode: checks.every(({ ok }) => ok) ? 0 : 1 };
};
