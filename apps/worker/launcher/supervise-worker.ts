import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@gradmark/grader";
import type { Logger } from "pino";
import { spawnAsServiceUser } from "../service-user/spawn.ts";
import type { LauncherArguments, WorkerArguments } from "./arguments.ts";
import { endOfChild } from "./end-of-child.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import { workerPolicy } from "./worker-policy.ts";

export interface Supervision {
  sandbox: Sandbox;
  log: Logger;
  stop: AbortSignal;
}

/** Between a worker's unexpected end and the next one; twice as long each time, for one that cannot start at all. */
const restartMs = { first: 500, most: 30_000 };
/** A worker that lived so long did start. */
const startedMs = 60_000;

/**
 * Keeps one worker running until `stop`. When a worker dies, whatever it had running is killed and cleared away
 * before the next one starts, so that no run goes on for nobody.
 */
export async function superviseWorker(asked: LauncherArguments, supervision: Supervision): Promise<void> {
  const { log, stop } = supervision;
  await clearAway(supervision);
  let pauseMs = restartMs.first;
  while (!stop.aborted) {
    const started = performance.now();
    const ended = await runOneWorker(asked, supervision);
    await clearAway(supervision);
    if (stop.aborted) break;
    if (performance.now() - started > startedMs) pauseMs = restartMs.first;
    log.error({ ...ended, pauseMs }, "the worker ended unexpectedly; starting another");
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => {});
    pauseMs = Math.min(restartMs.most, 2 * pauseMs);
  }
}

/** What cannot be cleared away now is no reason to stop: a run never gets a uid of which a process is left. */
async function clearAway({ sandbox, log }: Supervision): Promise<void> {
  await sandbox.reap().catch((error: unknown) => log.error({ err: error }, "something of an earlier run is left"));
}

async function runOneWorker(asked: LauncherArguments, { sandbox, log, stop }: Supervision) {
  const child = spawnWorker(asked, sandbox.name);
  const channel = child.stdio[3];
  if (!(channel instanceof Duplex)) throw new Error("The worker has no channel to its launcher.");
  const served = serveSandbox(channel, {
    ...{ sandbox, maxRuns: asked.concurrency },
    policy: workerPolicy({ ...asked, byHandle: asked.user !== null }),
  });
  void served.closed.then((broken) => {
    if (broken === null) return;
    // Only a worker that was taken over, or a mistake of ours, sends what the protocol does not have.
    log.error({ err: broken }, "the worker broke the protocol; it is killed");
    child.kill("SIGKILL");
  });
  log.info({ workerPid: child.pid, uid: asked.user?.uid ?? process.getuid?.() }, "worker started");
  const [code, signal] = await endOfChild(child, stop);
  await served.close();
  return { code, signal };
}

function spawnWorker({ user, ...asked }: LauncherArguments, sandbox: string): ChildProcess {
  const told: WorkerArguments = { ...asked, sandbox };
  const app = join(import.meta.dirname, "../../..");
  return spawnAsServiceUser(join(import.meta.dirname, "../main.ts"), [JSON.stringify(told)], {
    place: { user, app, home: asked.home, node: process.execPath, binds: [] },
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
}
