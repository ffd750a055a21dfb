import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LimitName } from "@gradmark/contract";
import { collectFile } from "../sandbox/collect.ts";
import { OutputKeeper } from "../sandbox/kept-output.ts";
import type { OutputListener, RunResult, RunSpec, Sandbox, SandboxProbe } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { containerCommand } from "./command.ts";
import { killAllOf, processesOf } from "./processes-of.ts";

/** The name under which verdicts say that no sandbox of ours was there. */
export const hostContainer = "host-container";
/** The user of the scripts: no process of anybody else has it in a container that was made for one hand-in. */
const scriptUid = 61_199;
const capabilities = ["distinct-uid", "kill-all", "wall-limit"] as const;

/**
 * Runs a script inside of a container that somebody else made for one hand-in (an autograder's): as another user, with
 * a wall clock and resource limits, and with nothing between it and the container's network and files. Not for a
 * machine that has anything else on it: whoever opens it has to be told by the kit that it may.
 */
export function openHostContainer(): Sandbox {
  return {
    name: hostContainer,
    probe: async () => probe(),
    run: async (spec, signal, onOutput) => {
      const { available, why } = probe();
      if (!available) throw new SandboxError("host-sandbox-unavailable", why ?? "");
      if (spec.allowReduced !== true)
        throw new SandboxError(
          "host-sandbox-unavailable",
          "The host-container mode is no sandbox; it was not agreed to.",
        );
      return await runOnce(spec, signal, onOutput);
    },
    reap: async () => killAllOf(scriptUid),
  };
}

function probe(): SandboxProbe {
  const isRoot = process.geteuid?.() === 0;
  const why = isRoot ? null : "The host-container mode needs root, as autograders have in their container.";
  const named = capabilities.map((name) => ({ name, present: isRoot, why: why ?? "by user id and clock" }));
  return { sandbox: hostContainer, available: isRoot, reduced: true, why, capabilities: named };
}

async function runOnce(spec: RunSpec, signal?: AbortSignal, onOutput?: OutputListener): Promise<RunResult> {
  if (processesOf(scriptUid).length > 0)
    throw new SandboxError("host-sandbox-failed", "Another script is running here.");
  const work = mkdtempSync(join(tmpdir(), "gradmark-work-"));
  chownSync(work, scriptUid, scriptUid);
  chmodSync(work, 0o700);
  const folder = openSync(work, "r");
  try {
    const watched = await watch(spec, work, signal, onOutput);
    const collected = spec.collect === null ? { state: "not-asked" as const } : collectFile(folder, spec.collect);
    return {
      ...watched,
      ...{ cpuMs: null, peakMemoryBytes: null, oomKills: 0, refusedProcesses: 0, collected },
      ...{ sandbox: hostContainer, capabilities },
    };
  } finally {
    closeSync(folder);
    rmSync(work, { recursive: true, force: true });
  }
}

type Watched = Pick<RunResult, "exitCode" | "signal" | "wallMs" | "stdout" | "stderr" | "limitsHit">;

async function watch(spec: RunSpec, work: string, signal?: AbortSignal, onOutput?: OutputListener): Promise<Watched> {
  const started = performance.now();
  const limitsHit = new Set<LimitName>();
  const { command, environment } = containerCommand(spec, scriptUid);
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: work, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const stop = (): void => killAllOf(scriptUid, child.pid);
  const hit = (limit: LimitName): void => {
    limitsHit.add(limit);
    stop();
  };
  const wall = setTimeout(() => hit("wall"), spec.limits.wallMs);
  signal?.addEventListener("abort", stop);
  const kept = keepOutput(child, spec, () => hit("output"), onOutput);
  try {
    const end = await endOf(child);
    const wallMs = performance.now() - started;
    stop();
    if (signal?.aborted) throw new SandboxError("host-interrupted", "The run was cancelled.", signal.reason);
    return { ...end, wallMs, stdout: kept.stdout.finish(), stderr: kept.stderr.finish(), limitsHit: [...limitsHit] };
  } finally {
    clearTimeout(wall);
    signal?.removeEventListener("abort", stop);
  }
}

function keepOutput(child: ChildProcess, spec: RunSpec, flood: () => void, onOutput?: OutputListener) {
  const kept = { stdout: new OutputKeeper(spec.keptLogBytes), stderr: new OutputKeeper(spec.keptLogBytes) };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.on("data", (chunk: Buffer) => {
      kept[name].add(chunk);
      if (kept.stdout.bytes + kept.stderr.bytes > spec.limits.outputBytes) flood();
      else onOutput?.(name, chunk);
    });
  return kept;
}

/** The first process's end is the run's; its daemons may hold the pipes for a moment more. */
function endOf(child: ChildProcess): Promise<{ exitCode: number | null; signal: string | null }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ exitCode: number | null; signal: string | null }>();
  child.once("error", (error) =>
    reject(new SandboxError("host-sandbox-failed", "setpriv could not be started.", error)),
  );
  child.once("exit", (exitCode, signal) => setTimeout(() => resolve({ exitCode, signal }), 20));
  return promise;
}
