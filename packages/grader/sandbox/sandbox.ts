import type { LimitName, RunLimits, SandboxCapability } from "@gradmark/contract";

/** One folder or file of the host that is shown read-only inside the box. */
export interface ReadOnlyMount {
  /** Absolute path on the host; a folder or a regular file that everyone may read. */
  source: string;
  /** Absolute path inside the box, below none of the system's own folders. */
  at: string;
  /**
   * Whether reading is to leave its time on the files, which a read-only mount does not. The permissions alone then
   * keep the program from writing: only for what nobody but its owner may write.
   */
  watched?: boolean;
}

/** What to run. Plain values only, so that it can cross a process boundary. */
export interface RunSpec {
  /** Argument list; the first is an absolute path inside the box. */
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  mounts: readonly ReadOnlyMount[];
  limits: RunLimits;
  /** The file of the working folder that is brought back after everything is dead. */
  collect: { name: string; maxBytes: number } | null;
  /** Bytes of stdout and of stderr that are kept, half from the beginning and half from the end. */
  keptLogBytes: number;
  /** Runs although the sandbox lacks a capability that untrusted code needs: for a student's own machine. */
  allowReduced?: boolean;
  /** Folder with another root file system (`usr`, `lib`, …) instead of the host's. */
  rootFolder?: string;
}

/** What a run printed on one stream: `head` and `tail` do not overlap; between them are `bytes` minus both. */
export interface KeptOutput {
  bytes: number;
  head: Uint8Array;
  tail: Uint8Array;
}

export type Collected =
  | { state: "not-asked" | "none" }
  | { state: "not-a-file"; kind: string }
  | { state: "too-large"; bytes: number }
  | { state: "file"; bytes: Uint8Array };

/** How a run ended. Bytes and milliseconds; null where this sandbox cannot measure. */
export interface RunResult {
  /** 128 + n also when signal n ended the program; null when the box was killed from outside. */
  exitCode: number | null;
  signal: string | null;
  wallMs: number;
  cpuMs: number | null;
  /** Peak of the whole group, file cache and working folder included. */
  peakMemoryBytes: number | null;
  oomKills: number;
  /** Processes or threads that were not started because of the limit. */
  refusedProcesses: number;
  stdout: KeptOutput;
  stderr: KeptOutput;
  limitsHit: readonly LimitName[];
  collected: Collected;
  sandbox: string;
  capabilities: readonly SandboxCapability[];
}

export interface CapabilityReport {
  name: SandboxCapability;
  present: boolean;
  /** How it is enforced, or why not and what to do. */
  why: string;
}

export interface SandboxProbe {
  sandbox: string;
  /** Whether it can run anything here. */
  available: boolean;
  /** Whether something that untrusted code needs is missing; such code is then refused. */
  reduced: boolean;
  why: string | null;
  capabilities: readonly CapabilityReport[];
}

/** Called with what a run prints, as it comes, until the output limit. */
export type OutputListener = (stream: "stdout" | "stderr", chunk: Uint8Array) => void;

/** A place for programs that nobody trusts. */
export interface Sandbox {
  readonly name: string;
  /** What this sandbox can enforce here, found out once by a run of its own. */
  probe(): Promise<SandboxProbe>;
  /**
   * Runs one program to its end. Whatever the program does is in the result; a `SandboxError` is thrown only for
   * failures of our side, and for an abort by `signal`.
   */
  run(spec: RunSpec, signal?: AbortSignal, onOutput?: OutputListener): Promise<RunResult>;
  /** Removes what a killed launcher left behind: processes, mounts, control groups, folders. */
  reap(): Promise<void>;
}
