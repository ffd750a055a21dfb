import type { MetricName, PredictionsFormat, RunLimits, RuntimeName } from "@gradmark/contract";
import type { Runtimes } from "../runtime/find-runtimes.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** A file of a hand-in: where it lies, or its bytes. */
export type HandInFile = { name: string; path: string } | { name: string; bytes: Uint8Array };

export interface RerunRequest {
  /** With a path alone, the file's own name is its name. */
  script: { path: string } | HandInFile;
  /** Modules that lie beside the script. */
  helpers?: readonly HandInFile[];
  modelFiles: readonly { name: string; path: string }[];
  /** Folder with `test.csv`, `sample_submission.csv` and the features (`test-images.idx`). */
  dataDir: string;
  /** Allowed script names and their runtimes; without it the ending says the runtime. */
  scriptNames?: Readonly<Record<string, RuntimeName>>;
  /** How a script of this name is started, instead of its runtime's usual way (see `Runtime.entry`). */
  scriptCommands?: Readonly<Record<string, readonly string[]>> | undefined;
  scriptMaxBytes?: number;
  output?: { name: string; maxBytes: number };
  /** What the cells of the predictions must be; any text when not given. */
  cell?: PredictionsFormat["cell"];
  /** The final entry, to compare with row by row. */
  expectedEntry?: Uint8Array;
  /** The score of the final entry, where there is no file of it (a class hosted on Kaggle). Needs `solution`. */
  expectedScore?: number;
  earlierEntries?: readonly { entryId: string; uploadedAt: string; bytes: Uint8Array }[];
  /** Both must hold for "within tolerance". Default: none. */
  tolerance?: { rows: number; score: number };
  limits: RunLimits;
  /** Runs in all, at least 1; more than one fills `audit.repeatSpread`. */
  repeat?: number;
  audit?: AuditRequest;
  /** Scored outside of the sandbox; no run ever sees it. */
  solution?: { bytes: Uint8Array; metric: MetricName };
  /** Accepts a sandbox that is too weak for other people's code: a student's own machine. */
  allowReduced?: boolean;
  /** In which times are written in messages, such as "Europe/Berlin". Default: UTC. */
  timeZone?: string;
}

export interface AuditRequest {
  permuted: boolean;
  /** Images that were never given out, in a folder like `dataDir`, and their solution file. */
  shadow?: { dir: string; solution: Uint8Array };
  /** Of the shuffling; drawn at random when not given. */
  seed?: number;
}

/** What a rerun tells while it is going on. `output` is never from an audit run. */
export type RerunProgress =
  | { kind: "step"; step: "plain" | "repeat" | "permuted" | "shadow"; number: number; of: number }
  | { kind: "output"; stream: "stdout" | "stderr"; text: string };

export interface RerunTools {
  sandbox: Sandbox;
  runtimes: Runtimes;
  /** Existing folder in which files are laid out for a run; emptied again. */
  scratch: string;
  signal?: AbortSignal;
  onProgress?: (progress: RerunProgress) => void;
  /** Receives the predictions file of the plain run, as the script left it: a team's bytes, checked for nothing. */
  onCollected?: (bytes: Uint8Array) => void | Promise<void>;
}
