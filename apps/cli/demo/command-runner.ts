import type { CliContext } from "../context.ts";
import { runCommandLine } from "../main.ts";

/** Runs one command of `gradmark` as another program would, and returns the JSON that it printed. */
export type CommandRunner = (argv: readonly string[]) => Promise<unknown>;

export function commandRunner(context: CliContext): CommandRunner {
  return async (argv) => {
    let printed = "";
    const stdout = { write: (text: string) => (printed += text) };
    const exitCode = await runCommandLine([...argv, "--json"], { ...context, stdout });
    if (exitCode !== 0) throw new Error(`gradmark ${argv.join(" ")} ended with ${exitCode}: ${printed.trim()}`);
    return JSON.parse(printed) as unknown;
  };
}
