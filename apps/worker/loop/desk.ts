import type { BlobStore } from "@gradmark/course";
import type { Database } from "@gradmark/db";
import type { LinkRules, Runtimes, Sandbox } from "@gradmark/grader";
import type { Logger } from "pino";

/** How often things are done. Milliseconds. */
export interface Pace {
  /** Between two looks into an empty queue. */
  pollMs: number;
  /** A job whose worker was silent for so long goes to another. */
  leaseMs: number;
  heartbeatMs: number;
  /** Live lines are written so often at most. */
  reportMs: number;
  /** Before our own failure is tried again; twice as long before the third try. */
  retryMs: number;
}

export const usualPace: Pace = { pollMs: 250, leaseMs: 15_000, heartbeatMs: 3_000, reportMs: 500, retryMs: 5_000 };

/** What a worker works with. */
export interface Desk {
  db: Database;
  blobs: BlobStore;
  /** The data folder; a course's sets lie in `courses/<slug>`. */
  home: string;
  /** This worker's own folder, for files that a run sees. */
  scratch: string;
  sandbox: Sandbox;
  runtimes: Runtimes;
  /** Runs also with the reduced protection of a start without root. */
  allowReduced: boolean;
  /** Where links to models may lead. */
  linkRules: (maxBytes: number) => LinkRules;
  workerId: string;
  clock: () => Date;
  log: Logger;
  pace: Pace;
}
