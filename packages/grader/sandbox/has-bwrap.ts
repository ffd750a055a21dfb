import { existsSync } from "node:fs";

/** Why the tests of the full sandbox cannot run here; null when they can. */
export const noFullSandbox: string | null =
  process.geteuid?.() !== 0 ? "needs root" : existsSync("/usr/bin/bwrap") ? null : "needs bubblewrap";
