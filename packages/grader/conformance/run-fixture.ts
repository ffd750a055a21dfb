import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { RunLimits } from "@gradmark/contract";
import { findRuntimes, type Runtimes } from "../runtime/find-runtimes.ts";
import { runtimeOfEnding, steadyEnvironment } from "../runtime/runtime.ts";
import type { RunResult, RunSpec, Sandbox } from "../sandbox/sandbox.ts";

const fixtures = join(import.meta.dirname, "..", "fixtures");
const mebibyte = 2 ** 20;

export const fixtureLimits: RunLimits = {
  wallMs: 10_000,
  cpuMs: 10_000,
  memoryBytes: 256 * mebibyte,
  processes: 64,
  outputBytes: mebibyte,
  diskBytes: 16 * mebibyte,
};

export interface FixtureRun {
  result: RunResult;
  stdout: string;
  stderr: string;
}

/** Runs programs of `fixtures/` in one sandbox, as a result script would be run. */
export class FixtureRunner {
  readonly sandbox: Sandbox;
  private readonly data = mkdtempSync(join(tmpdir(), "gradmark-data-"));
  /** Copies that everyone may read, whatever the modes of the clone are. */
  private readonly programs = mkdtempSync(join(tmpdir(), "gradmark-programs-"));

  private found: Promise<Runtimes> | null = null;

  constructor(sandbox: Sandbox) {
    for (const folder of [this.data, this.programs]) chmodSync(folder, 0o755);
    this.sandbox = sandbox;
  }

  /** Something for the program to find in its data folder. */
  give(name: string, text: string): void {
    writeFileSync(join(this.data, name), text);
  }

  async run(name: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal): Promise<FixtureRun> {
    const result = await this.sandbox.run(await this.spec(name, limits), signal);
    return { result, stdout: textOf(result.stdout), stderr: textOf(result.stderr) };
  }

  async spec(name: string, limits: Partial<RunLimits> = {}): Promise<RunSpec> {
    const { runtime, why } = (await this.runtimes())[runtimeOfEnding[extname(name)] ?? "python"];
    if (runtime === null) throw new Error(why);
    return {
      command: runtime.command(`/script/${name}`),
      environment: { ...steadyEnvironment, ...runtime.environment, GRADMARK_TEST_DATA: "/data" },
      mounts: [
        ...runtime.mounts,
        { source: this.copyOf(name), at: `/script/${name}` },
        { source: this.data, at: "/data" },
      ],
      limits: { ...fixtureLimits, ...limits },
      collect: { name: "predictions.csv", maxBytes: 8 * mebibyte },
      keptLogBytes: 64 * 1024,
    };
  }

  /** Looked for once: to start every program of the machine anew for each fixture takes longer than the fixtures. */
  private runtimes(): Promise<Runtimes> {
    this.found ??= findRuntimes();
    return this.found;
  }

  private copyOf(name: string): string {
    const copy = join(this.programs, name);
    copyFileSync(join(fixtures, name), copy);
    chmodSync(copy, 0o644);
    return copy;
  }

  close(): void {
    for (const folder of [this.data, this.programs]) rmSync(folder, { recursive: true });
  }
}

function textOf(kept: RunResult["stdout"]): string {
  return Buffer.concat([kept.head, kept.tail]).toString("utf8");
}
