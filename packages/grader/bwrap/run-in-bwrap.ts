import { closeSync, openSync, statfsSync, writeFileSync } from "node:fs";
import { constants as osConstants } from "node:os";
import { join } from "node:path";
import type { LimitName, RunLimits, SandboxCapability } from "@gradmark/contract";
import type { RunGroup } from "../cgroup/run-group.ts";
import { collectFile } from "../sandbox/collect.ts";
import type { Collected, OutputListener, RunResult, RunSpec } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { type Ended, supervise } from "../sandbox/supervise.ts";
import type { BoxFolder } from "./box-folder.ts";
import { bwrapOptions, launchCommand, type SystemEntry } from "./command-line.ts";

/** Everything that one run has been given for itself. */
export interface PreparedRun {
  uid: number | null;
  /** Folder of the launcher's own files for this run. */
  folder: string;
  box: BoxFolder;
  group: RunGroup;
  filterPath: string;
  system: readonly SystemEntry[];
  capabilities: readonly SandboxCapability[];
  /** Whether the box's size is limited, so that "full" can be told. */
  sized: boolean;
}

/** Launches bubblewrap for one prepared run and reads everything off before the box goes. */
export async function runInBwrap(
  prepared: PreparedRun,
  spec: RunSpec,
  signal: AbortSignal | undefined,
  onOutput: OutputListener | undefined,
): Promise<RunResult> {
  const work = openSync(prepared.box.work, "r");
  try {
    const ended = await launch(prepared, spec, signal, onOutput);
    const full = prepared.sized && isFull(prepared.box.work);
    const collected = spec.collect === null ? notAsked : collectFile(work, spec.collect);
    return report(prepared, ended, { full, collected, limits: spec.limits });
  } finally {
    closeSync(work);
  }
}

const notAsked: Collected = { state: "not-asked" };

async function launch(
  prepared: PreparedRun,
  spec: RunSpec,
  signal: AbortSignal | undefined,
  onOutput: OutputListener | undefined,
): Promise<Ended> {
  const optionsPath = join(prepared.folder, "options");
  const options = bwrapOptions(spec, prepared.box, prepared.system);
  writeFileSync(optionsPath, options.map((option) => `${option}\0`).join(""), { mode: 0o600 });
  const optionsFile = openSync(optionsPath, "r");
  const filterFile = openSync(prepared.filterPath, "r");
  try {
    const command = launchCommand({
      uid: prepared.uid,
      doors: prepared.group.doors,
      limits: spec.limits,
      command: spec.command,
    });
    return await supervise({ command, extra: [optionsFile, filterFile, "pipe"] }, prepared.group, {
      limits: spec.limits,
      keptLogBytes: spec.keptLogBytes,
      signal,
      onOutput,
    });
  } finally {
    closeSync(optionsFile);
    closeSync(filterFile);
  }
}

/** No block or no file more fits in. */
function isFull(folder: string): boolean {
  const { bavail, ffree } = statfsSync(folder);
  return bavail === 0 || ffree === 0;
}

function report(
  prepared: PreparedRun,
  ended: Ended,
  seen: { full: boolean; collected: Collected; limits: RunLimits },
): RunResult {
  const { group } = prepared;
  const cpuMs = group.cpuMs();
  const oomKills = group.oomKills();
  const refusedProcesses = group.refusedProcesses();
  const limitsHit = new Set<LimitName>(ended.limitsHit);
  if (cpuMs !== null && cpuMs > seen.limits.cpuMs) limitsHit.add("cpu");
  if (seen.full) limitsHit.add("disk");
  if (oomKills > 0) limitsHit.add("memory");
  if (refusedProcesses > 0) limitsHit.add("processes");
  const exitCode = readExitCode(ended.status);
  // bubblewrap reports an exit code only when its set-up was finished; what we killed may not have come so far.
  if (exitCode === null && ended.limitsHit.size === 0 && oomKills === 0) throw setUpFailed(ended);
  return {
    exitCode,
    signal: exitCode === null ? "SIGKILL" : signalOf(exitCode),
    wallMs: ended.wallMs,
    cpuMs,
    peakMemoryBytes: group.peakMemoryBytes(),
    oomKills,
    refusedProcesses,
    stdout: ended.stdout,
    stderr: ended.stderr,
    limitsHit: [...limitsHit],
    collected: seen.collected,
    sandbox: "bwrap",
    capabilities: prepared.capabilities,
  };
}

/** `--json-status-fd` writes `{ "exit-code": n }` when the program was started and has ended. */
function readExitCode(status: string): number | null {
  const code = /"exit-code"\s*:\s*(\d+)/.exec(status)?.[1];
  return code === undefined ? null : Number(code);
}

/** bubblewrap turns death by signal n into 128 + n, which a program can also return by itself. */
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
