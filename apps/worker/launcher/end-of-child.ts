import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Whoever is asked to stop needs no longer than it takes to kill a run and to write down how it ended. */
const graceMs = 15_000;

/** Waits for the end of a process; at `stop` asks for it, and after the grace time forces it. */
export async function endOfChild(
  child: ChildProcess,
  stop: AbortSignal,
): Promise<[code: number | null, signal: NodeJS.Signals | null]> {
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  let force: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    child.kill("SIGTERM");
    force = setTimeout(() => child.kill("SIGKILL"), graceMs);
  };
  if (stop.aborted) onStop();
  stop.addEventListener("abort", onStop);
  try {
    return await ended;
  } finally {
    clearTimeout(force);
    stop.removeEventListener("abort", onStop);
  }
}
