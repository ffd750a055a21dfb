import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Pace, usualPace } from "../loop/desk.ts";
import type { ServicePlace } from "../service-user/service-place.ts";
import { spawnPrivileged } from "../service-user/spawn.ts";
import type { LauncherArguments } from "./arguments.ts";

export interface StartedWorker {
  /** Process id of the launcher. */
  pid: number | undefined;
  /** Resolves with the launcher's exit code when it has ended; null when it was killed. */
  ended: Promise<number | null>;
  /** Ends worker and launcher in good order; resolves like `ended`. */
  stop(): Promise<number | null>;
  /** Lets go of them, as the end of this process does: they stop by themselves. */
  disconnect(): void;
}

/**
 * Starts the launcher and, by it, the worker on the place's data folder. The launcher keeps root, where it was
 * started by root, and does nothing but run sandboxes; the worker is the service user. Both end when this process
 * does. Log lines are JSON.
 */
export function startWorker(options: {
  place: ServicePlace;
  /** Jobs at once; default 1. */
  concurrency?: number;
  /** Runs teams' scripts also with the reduced protection of a start without root. */
  allowReduced?: boolean;
  pace?: Partial<Pace>;
  /** Where log lines go: a file descriptor, or our stderr when not given. */
  log?: number;
}): StartedWorker {
  const { place, concurrency = 1, allowReduced = false, log = 2 } = options;
  const pace = { ...usualPace, ...options.pace };
  const asked: LauncherArguments = { home: place.home, user: place.user, concurrency, allowReduced, pace };
  const child = spawnPrivileged(join(import.meta.dirname, "main.ts"), [JSON.stringify(asked)], {
    place,
    // The open stdin says that we live: the launcher stops at its end.
    stdio: ["pipe", log, log],
  });
  const ended = exitCode(child);
  return {
    pid: child.pid,
    ended,
    async stop() {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), stopMs);
      try {
        return await ended;
      } finally {
        clearTimeout(force);
      }
    },
    disconnect: () => void child.stdin?.end(),
  };
}

/** Twice what the launcher gives its worker. A launcher that hangs must not hang whoever stops it. */
const stopMs = 30_000;

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}
