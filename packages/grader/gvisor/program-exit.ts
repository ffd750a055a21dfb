import { closeSync, openSync } from "node:fs";
import { collectFile } from "../sandbox/collect.ts";

/** runsc's own exit code for a sandbox that could not be set up. */
const failed = 128;

/**
 * The program's exit code, or null when the program was never started: what comes before runsc (change of user,
 * limits) ends with codes of its own, such as 125, and so does runsc itself.
 * @param engine folder of this run with runsc's log, out of the program's reach
 */
export function programExit(exitCode: number | null, engine: string): number | null {
  const folder = openSync(engine, "r");
  try {
    const log = collectFile(folder, { name: "log", maxBytes: 1_048_576 });
    // The first thing that runsc does is to open its log.
    if (log.state === "none") return null;
    // A program can exit with 128, too; then runsc has nothing to say.
    const isError = log.state === "file" && Buffer.from(log.bytes).toString("utf8").includes('"level":"error"');
    return exitCode === failed && isError ? null : exitCode;
  } finally {
    closeSync(folder);
  }
}
