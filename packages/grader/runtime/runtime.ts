import { type RuntimeName, scriptPlaceholder } from "@gradmark/contract";
import type { ReadOnlyMount } from "../sandbox/sandbox.ts";

/** A language in which result scripts are run, as found on this machine. */
export interface Runtime {
  name: RuntimeName;
  version: string;
  /** Version by package, of those that results depend on. */
  packages: Readonly<Record<string, string>>;
  /** What the box must be shown besides the system. */
  mounts: readonly ReadOnlyMount[];
  environment: Readonly<Record<string, string>>;
  /** Folder of another root file system, in which it lives; null for the host's. */
  rootFolder: string | null;
  /** How a script is started when its kit does not say it: the interpreter's name, options, `{script}`. */
  entry: readonly string[];
  /** Argument list that runs the script at this path of the box, as `entry` or as the kit says. */
  command(script: string, entry?: readonly string[]): readonly string[];
}

/**
 * The interpreter at this path of a box with the words of an entry command around the script. The first word names the
 * interpreter, whatever a kit has written there: the program is always ours.
 */
export function startedBy(program: string, usual: readonly string[]): Pick<Runtime, "entry" | "command"> {
  const put = (script: string) => (word: string) => (word === scriptPlaceholder ? script : word);
  return { entry: usual, command: (script, entry = usual) => [program, ...entry.slice(1).map(put(script))] };
}

/** A runtime by name, or why this machine does not have it and what to do. */
export type FoundRuntime = { runtime: Runtime; why: null } | { runtime: null; why: string };

/** Only these endings are known, so that a script's name says its language where a kit does not. */
export const runtimeOfEnding: Readonly<Record<string, RuntimeName>> = {
  ".lua": "luajit",
  ".py": "python",
  ".js": "node",
  ".mjs": "node",
  ".cjs": "node",
  ".ts": "node",
  ".mts": "node",
};

/**
 * The same for every run, so that a rerun repeats what the team saw: one thread in every library (sums in another
 * order are other sums), a fixed hash seed, time zone and language.
 */
export const steadyEnvironment: Readonly<Record<string, string>> = {
  PATH: "/usr/bin:/bin",
  USER: "student",
  LOGNAME: "student",
  TZ: "UTC",
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  NUMEXPR_NUM_THREADS: "1",
};
