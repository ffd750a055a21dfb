import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, statfsSync } from "node:fs";
import { constants as osConstants } from "node:os";
import type { LimitName, SandboxCapability } from "@gradmark/contract";
import { collectFile } from "../sandbox/collect.ts";
import { emptyEnvironment } from "../sandbox/empty-environment.ts";
import type { Collected, OutputListener, RunResult, RunSpec } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { type Ended, supervise } from "../sandbox/supervise.ts";
import type { Driver, LaunchPlan } from "./driver.ts";
import type { PreparedRun } from "./prepare-run.ts";

interface Observer {
  signal?: AbortSignal | undefined;
  onOutput?: OutputListener | undefined;
}

const notAsked: Collected = { state: "not-asked" };

/** Launches one prepared run and reads everything off before its box goes. */
export async function runPrepared(
  driver: Driver,
  prepared: PreparedRun,
  spec: RunSpec,
  observer: Observer & { capabilities: readonly SandboxCapability[] },
): Promise<RunResult> {
  const work = openSync(prepared.box.work, "r");
  let plan: LaunchPlan | null = null;
  try {
    plan = await driver.plan(prepared, spec);
    const ended = await launch(plan, prepared, spec, observer);
    const full = prepared.sized && isFull(prepared.box.work);
    const collected = spec.collect === null ? notAsked : collectFile(work, spec.collect);
    const exitCode = await driver.exitCode(ended, prepared);
    const counted = countOf(prepared, spec, ended, full);
    // What we killed may not have come to its start; what ended by itself without one is our failure.
    if (exitCode === null && counted.limitsHit.size === 0) throw setUpFailed(ended);
    return {
      exitCode,
      signal: exitCode === null ? "SIGKILL" : signalOf(exitCode),
      wallMs: ended.wallMs,
      ...counted,
      limitsHit: [...counted.limitsHit],
      stdout: ended.stdout,
      stderr: ended.stderr,
      collected,
      sandbox: driver.name,
      capabilities: observer.capabilities,
    };
  } finally {
    closeSync(work);
    await plan?.remove?.();
  }
}

async function launch(plan: LaunchPlan, prepared: PreparedRun, spec: RunSpec, observer: Observer): Promise<Ended> {
  const { start, admit } = plan;
  const begin = (): ChildProcess => ("words" in start ? prepared.starter.start(start.words) : startOwn(start.command));
  return await supervise({ start: begin, admit }, prepared.group, {
    limits: spec.limits,
    keptLogBytes: spec.keptLogBytes,
    signal: observer.signal,
    onOutput: observer.onOutput,
  });
}

/** A client of somebody else's process; its standard input stays open for the word to go. */
function startOwn([program = "", ...args]: readonly string[]): ChildProcess {
  return spawn(program, args, { env: emptyEnvironment, cwd: "/", stdio: ["pipe", "pipe", "pipe"] });
}

/**
 * Whether hardly any block or file more fits in. Not exactly none: the last write that failed may have been larger
 * than what was left, and the sandbox's own files are gone again.
 */
function isFull(folder: string): boolean {
  const { bavail, blocks, ffree, files } = statfsSync(folder);
  return bavail < blocks / 32 || ffree < files / 32;
}

function countOf(
  { group }: PreparedRun,
  { limits }: RunSpec,
  ended: Ended,
  full: boolean,
): Pick<RunResult, "cpuMs" | "peakMemoryBytes" | "oomKills" | "refusedProcesses"> & { limitsHit: Set<LimitName> } {
  const cpuMs = group.cpuMs();
  const oomKills = group.oomKills();
  const refusedProcesses = group.refusedProcesses();
  const limitsHit = new Set<LimitName>(ended.limitsHit);
  if (cpuMs !== null && cpuMs > limits.cpuMs) limitsHit.add("cpu");
  if (full) limitsHit.add("disk");
  if (oomKills > 0) limitsHit.add("memory");
  if (refusedProcesses > 0) limitsHit.add("processes");
  return { cpuMs, peakMemoryBytes: group.peakMemoryBytes(), oomKills, refusedProcesses, limitsHit };
}

/** A sandbox turns death by signal n into 128 + n, which a program can also return by itself. */
function signalOf(exitCode: number): string | null {
  const number = exitCode - 128;
  return Object.entries(osConstants.signals).find(([, value]) => value === number)?.[0] ?? null;
}

function setUpFailed(ended: Ended): SandboxError {
  const said = Buffer.from(ended.stderr.tail.length > 0 ? ended.stderr.tail : ended.stderr.head).toString("utf8");
  return new SandboxError(
    "host-sandbox-failed",
    `The sandbox could not be set up (exit ${ended.exitCode ?? ended.signal}): ${said.trim().slice(-400)}`,
  );
}
