import type { RunSpec } from "../sandbox/sandbox.ts";
import type { Ended } from "../sandbox/supervise.ts";
import type { Facilities } from "./facilities.ts";
import type { PreparedRun } from "./prepare-run.ts";

/** How a driver starts one run. */
export interface LaunchPlan {
  /** The words for a process that waits to become a run (`launchWords`), or a command line of the launcher's own. */
  start: { words: readonly string[] } | { command: readonly string[] };
  /**
   * For a sandbox that is started by somebody else's process: brings what has been started into the run's control
   * groups. The program waits until it reads a line.
   */
  admit?: () => Promise<void>;
  /** Removes what the sandbox itself has made for this run; called once everything is dead, also after a failure. */
  remove?: () => Promise<void>;
}

/** What is different between the sandboxes; uid, control groups, box, supervision and collection are the same. */
export interface Driver {
  name: string;
  /** Programs of the host that it needs, and what to install for them. */
  tools: { paths: readonly string[]; remedy: string };
  /** The folder of the host that all its boxes are shown as `/etc`. */
  etcFolder(runFolder: string): string;
  /** How many processes a run's control group may have when the program may have `limit`. */
  groupProcesses(limit: number): number;
  /** Writes what belongs to all runs. */
  open(facilities: Facilities): void;
  /** Writes what belongs to this run. */
  plan(prepared: PreparedRun, spec: RunSpec): LaunchPlan | Promise<LaunchPlan>;
  /** The program's exit code, or null when it was never started. */
  exitCode(ended: Ended, prepared: PreparedRun): number | null | Promise<number | null>;
  /** Removes what a killed launcher has left with somebody else; its leases are gone by now. */
  reap?(runFolder: string): Promise<void>;
  /** What to do about a failure of the sandbox itself, after its message. */
  remedy(message: string): string;
  /** Whether the group's limit of processes is that of the program. */
  limitsProcesses: boolean;
  /** Whether programs talk to a kernel of the sandbox's own, which shows no `NoNewPrivs` of the host's. */
  hasOwnKernel: boolean;
  /** How system calls are kept from the kernel, or null when they are not. */
  callFilter(seccompMode: string): string | null;
}
