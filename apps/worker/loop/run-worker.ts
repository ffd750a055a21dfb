import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openBlobStore } from "@gradmark/course";
import {
  deleteChangesBefore,
  enqueueDueLinkChecks,
  leaseNextJob,
  openDatabase,
  requeueExpiredJobs,
} from "@gradmark/db";
import { findRuntimes, type LinkRules, type Sandbox, usualLinkRules } from "@gradmark/grader";
import { type Logger, pino } from "pino";
import { openScratch } from "../jobs/scratch.ts";
import { type Desk, type Pace, usualPace } from "./desk.ts";
import { workKinds, workOnJob } from "./work-on-job.ts";

export interface WorkerOptions {
  /** The data folder. */
  home: string;
  sandbox: Sandbox;
  /** Ends the worker in good order: what it works on is given back to the queue. */
  signal: AbortSignal;
  /** Jobs at once; default 1. */
  concurrency?: number;
  /** Runs teams' scripts also with the reduced protection of a start without root. */
  allowReduced?: boolean;
  /** Default: public addresses alone. */
  linkRules?: (maxBytes: number) => LinkRules;
  clock?: () => Date;
  log?: Logger;
  pace?: Partial<Pace>;
}

/**
 * Takes jobs from the queue in `home` until `signal` aborts, and resolves when nothing is in hand any more.
 * @throws when the database or the data folder cannot be used
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { home, sandbox, signal, concurrency = 1, log = pino({ level: "silent" }) } = options;
  // The launcher does so too; a worker with a sandbox of its own has nobody else.
  await sandbox.reap().catch((error: unknown) => log.error({ err: error }, "something of an earlier run is left"));
  await using scratch = await openScratch(join(home, "scratch"));
  const db = openDatabase({ file: join(home, "gradmark.sqlite") });
  try {
    const desk: Desk = {
      ...{ db, home, sandbox, log, scratch: scratch.folder },
      blobs: openBlobStore(join(home, "blobs")),
      runtimes: await findRuntimes(),
      allowReduced: options.allowReduced ?? false,
      linkRules: options.linkRules ?? usualLinkRules,
      workerId: `${hostname()}:${process.pid}`,
      clock: options.clock ?? (() => new Date()),
      pace: { ...usualPace, ...options.pace },
    };
    log.info({ workerId: desk.workerId, concurrency }, "worker ready");
    const lanes = Array.from({ length: concurrency }, () => serveQueue(desk, signal));
    await Promise.all([...lanes, requeueRegularly(desk, signal)]);
    log.info("worker stopped");
  } finally {
    db.close();
  }
}

/** One job after the other. */
async function serveQueue(desk: Desk, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { db, workerId, clock, pace } = desk;
    const next = leaseNextJob(db, { workerId, kinds: workKinds, now: clock(), leaseMs: pace.leaseMs });
    if (next) await workOnJob(next, desk, signal);
    else await pause(pace.pollMs, signal);
  }
}

/**
 * Takes jobs back from workers that were killed, forgets notes for pages of yesterday, and has links looked at whose deadline has
 * passed; at the start at once.
 */
async function requeueRegularly({ db, clock, pace, log }: Desk, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = requeueExpiredJobs(db, clock());
    if (found.requeued + found.faulted + found.cancelled > 0) log.warn(found, "jobs of a silent worker");
    enqueueDueLinkChecks(db, clock());
    deleteChangesBefore(db, new Date(clock().getTime() - 86_400_000));
    await pause(pace.leaseMs / 4, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
