import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { emptyEnvironment } from "../sandbox/empty-environment.ts";
import { launchProgram } from "./launch-command.ts";

/** Makes processes into runs. */
export interface Starter {
  /**
   * A process that does what the words of a launch say (`launchWords`), as if it had been started with them. Its output
   * is on pipes; descriptor 3 is the status that a sandbox writes.
   */
  start(words: readonly string[]): ChildProcess;
}

/**
 * Keeps one process ready that only has to be told what to become: to fork Node's large memory and to start Perl takes
 * longer than the sandbox itself, and happens here while the run before is on. The waiting process has read
 * nothing and ends when its launcher does; it keeps nobody from ending.
 */
export function openStarter(): Starter {
  let waiting: ChildProcess | null = null;
  return {
    start(words) {
      const child = waiting !== null && isAlive(waiting) ? waiting : startWaiting();
      waiting = null;
      setHeld(child, true);
      child.stdin?.end(words.map((word) => `${word}\0`).join(""));
      setImmediate(() => {
        waiting ??= startWaiting();
        setHeld(waiting, false);
      });
      return child;
    },
  };
}

function startWaiting(): ChildProcess {
  const [program, ...args] = launchProgram;
  const stdio = ["pipe", "pipe", "pipe", "pipe"] as const;
  const child = spawn(program, args, { env: emptyEnvironment, cwd: "/", stdio: [...stdio] });
  // Whoever takes it listens too; one that dies unused is found dead, and a broken pipe ends in its exit code.
  child.on("error", () => undefined);
  child.stdin?.on("error", () => undefined);
  return child;
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function setHeld(child: ChildProcess, held: boolean): void {
  const streams = child.stdio.filter((stream) => stream instanceof Socket);
  for (const one of [child, ...streams]) {
    if (held) one.ref();
    else one.unref();
  }
}
