import type { ChildProcess } from "node:child_process";
import type { LimitName, RunLimits } from "@gradmark/contract";
import { type RunGroup, waitUntilEmpty } from "../cgroup/run-group.ts";
import { OutputKeeper } from "./kept-output.ts";
import type { KeptOutput, OutputListener } from "./sandbox.ts";
import { SandboxError } from "./sandbox-error.ts";

export interface Launch {
  /** Starts the process; what comes from its descriptors 3, 4, … is its status. */
  start: () => ChildProcess;
  /** What must be done before the program may start, which then gets a line on its standard input. */
  admit?: (() => Promise<void>) | undefined;
}

export interface Supervision {
  limits: RunLimits;
  keptLogBytes: number;
  signal: AbortSignal | undefined;
  onOutput: OutputListener | undefined;
}

export interface Ended {
  /** Exit code and signal of the launched process itself, which is the sandbox and not the program in it. */
  exitCode: number | null;
  signal: string | null;
  wallMs: number;
  stdout: KeptOutput;
  stderr: KeptOutput;
  status: string;
  limitsHit: Set<LimitName>;
}

/** How often the processor time of a run is looked at. */
const cpuCheckMs = 100;
/** How long the kernel may take to bury a killed group before that is our failure. */
const burialMs = 10_000;
/** Status lines of a sandbox are short; more than this is not from it. */
const statusBytes = 4096;

/**
 * Starts one process and watches it from outside: wall clock, processor time and output. Returns when everything in
 * the group is dead. The end of the launched process ends the run, even while a daemon holds its pipes open.
 * @throws SandboxError when it cannot be started, the group does not die, or `signal` aborts.
 */
export async function supervise(launch: Launch, group: RunGroup, supervision: Supervision): Promise<Ended> {
  if (supervision.signal?.aborted) throw cancelled(supervision.signal);
  const limitsHit = new Set<LimitName>();
  const started = performance.now();
  const child = launch.start();
  const stop = (): void => {
    group.kill();
    child.kill("SIGKILL");
  };
  const hit = (limit: LimitName): void => {
    limitsHit.add(limit);
    stop();
  };
  const streams = drain(child, supervision, { flood: () => hit("output"), status: (text) => group.onStatus?.(text) });
  const wall = setTimeout(() => hit("wall"), supervision.limits.wallMs);
  const cpu = setInterval(() => {
    if ((group.cpuMs() ?? 0) > supervision.limits.cpuMs) hit("cpu");
  }, cpuCheckMs);
  supervision.signal?.addEventListener("abort", stop);
  try {
    const ended = untilExit(child);
    if (launch.admit) await open(child, launch.admit, ended);
    const { exitCode, signal } = await ended;
    const wallMs = performance.now() - started;
    group.kill();
    if (!(await waitUntilEmpty(group, burialMs)))
      throw new SandboxError("host-sandbox-failed", "Processes of the run could not be killed.");
    await untilClosed(child);
    if (supervision.signal?.aborted) throw cancelled(supervision.signal);
    return { exitCode, signal, wallMs, limitsHit, ...streams.finish() };
  } finally {
    clearTimeout(wall);
    clearInterval(cpu);
    supervision.signal?.removeEventListener("abort", stop);
  }
}

/** Lets a waiting program start. One that has ended by now, or was stopped, is not waited for. */
async function open(child: ChildProcess, admit: () => Promise<void>, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(
    () => (over = true),
    () => (over = true),
  );
  // The pipe breaks when the sandbox ends before it has read.
  child.stdin?.on("error", () => undefined);
  try {
    await admit();
    child.stdin?.end("go\n");
  } catch (error) {
    child.kill("SIGKILL");
    if (!over) throw error instanceof SandboxError ? error : admissionFailed(error);
  }
}

function admissionFailed(error: unknown): SandboxError {
  return new SandboxError("host-sandbox-failed", `The run could not be held: ${(error as Error).message}`, error);
}

function cancelled(signal: AbortSignal): SandboxError {
  return new SandboxError("host-interrupted", "The run was cancelled.", signal.reason);
}

/** Reads everything that comes, so that nobody blocks on a full pipe, and keeps only a part of it. */
function drain(
  child: ChildProcess,
  supervision: Supervision,
  on: { flood: () => void; status: (text: string) => void },
): { finish(): Pick<Ended, "stdout" | "stderr" | "status"> } {
  const { limits, keptLogBytes, onOutput } = supervision;
  const keepers = { stdout: new OutputKeeper(keptLogBytes), stderr: new OutputKeeper(keptLogBytes) };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk: Buffer) => {
      const before = keepers.stdout.bytes + keepers.stderr.bytes;
      keepers[name].add(chunk);
      if (before + chunk.length > limits.outputBytes) on.flood();
      else onOutput?.(name, chunk);
    });
  }
  let status = "";
  for (const stream of child.stdio.slice(3)) {
    stream?.on("error", () => undefined);
    stream?.on("data", (chunk: Buffer) => {
      if (status.length > statusBytes) return;
      status += chunk.toString("latin1");
      on.status(status);
    });
  }
  return {
    finish: () => ({ stdout: keepers.stdout.finish(), stderr: keepers.stderr.finish(), status }),
  };
}

function untilExit(child: ChildProcess): Promise<{ exitCode: number | null; signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
    child.once("error", (error) =>
      reject(new SandboxError("host-sandbox-failed", `${child.spawnfile} could not be started.`, error)),
    );
  });
}

/** All writers are dead by now; what is still in the pipes takes a moment to read. */
async function untilClosed(child: ChildProcess): Promise<void> {
  const streams = child.stdio.filter((stream) => stream !== null && stream !== undefined);
  if (streams.every((stream) => stream.destroyed)) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 2000);
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await Promise.race([closed, late]);
  clearTimeout(timer);
  for (const stream of streams) stream.destroy();
}
