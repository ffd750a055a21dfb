import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { SandboxCapability } from "@gradmark/contract";
import { findHierarchies } from "../cgroup/find-hierarchies.ts";
import { demandCapabilities, requiredForUntrusted } from "../sandbox/requirements.ts";
import type { OutputListener, ReadOnlyMount, RunResult, RunSpec, Sandbox, SandboxProbe } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { seccompFilter } from "../seccomp/filter.ts";
import { type Facilities, prepareRun } from "./prepare-run.ts";
import { probeBwrap } from "./probe-bwrap.ts";
import { reapLeases } from "./reap-leases.ts";
import { runInBwrap } from "./run-in-bwrap.ts";
import { etcFiles, etcPoints } from "./system-entries.ts";

export interface BwrapOptions {
  /** Where the launcher keeps its locks and mounts; the same for all launchers of a machine. Only root writes there. */
  runFolder?: string;
  /** Kernel uids for runs; no account and no service of the machine may have one of them. */
  pool?: { first: number; size: number };
  /** What untrusted code needs; a run without `allowReduced` is refused when one is missing. */
  required?: readonly SandboxCapability[];
  /** When given, only files and folders below these are shown to a box: a check against a confused launcher. */
  allowedSources?: readonly string[];
}

/**
 * The bubblewrap driver. As root it gives each run a kernel uid, control groups and a sized file system of its own;
 * as an ordinary user it is reduced to namespaces, seccomp and the supervisor, and says so.
 */
export function openBwrap(options: BwrapOptions = {}): Sandbox {
  const facilities = findFacilities(options);
  const required = options.required ?? requiredForUntrusted;
  let probed: Promise<SandboxProbe> | null = null;
  const probe = (): Promise<SandboxProbe> => {
    probed ??= probeBwrap(facilities, required).then((found) => {
      // What failed may have failed for a moment only, such as a machine under load: it is tried again.
      if (!found.available) probed = null;
      return found;
    });
    return probed;
  };
  return {
    name: "bwrap",
    probe,
    reap: () => reapLeases(facilities),
    run: async (spec, signal, onOutput) => {
      const found = await probe();
      demandCapabilities(found, required, spec.allowReduced === true);
      checkSources(spec.mounts, options.allowedSources);
      const capabilities = found.capabilities.filter((c) => c.present).map((c) => c.name);
      return await runOnce(facilities, capabilities, spec, signal, onOutput);
    },
  };
}

function findFacilities(options: BwrapOptions): Facilities {
  const uid = process.geteuid?.() ?? -1;
  const privileged = uid === 0;
  const runFolder = options.runFolder ?? (privileged ? "/run/gradmark" : join(tmpdir(), `gradmark-${uid}`));
  return {
    runFolder,
    pool: privileged ? { ...(options.pool ?? { first: 61000, size: 64 }), known: new Set() } : null,
    hierarchies: privileged
      ? findHierarchies(readFileSync("/proc/self/mountinfo", "utf8"), (root) =>
          readFileSync(join(root, "cgroup.controllers"), "utf8"),
        )
      : null,
    canMount: privileged,
    ...writeConstants(runFolder),
  };
}

/** The seccomp program and `/etc` of all boxes. Renamed into place: another launcher may be reading them. */
function writeConstants(runFolder: string): { filterPath: string; etcFolder: string } {
  mkdirSync(runFolder, { recursive: true, mode: 0o711 });
  const etcFolder = join(runFolder, "etc");
  mkdirSync(etcFolder, { recursive: true, mode: 0o755 });
  for (const name of etcPoints.folders) mkdirSync(join(etcFolder, name), { recursive: true });
  const machine = process.arch === "arm64" ? "arm64" : "x64";
  const filterPath = join(runFolder, "filter.bpf");
  const files: [string, string | Uint8Array][] = [
    [filterPath, seccompFilter(machine)],
    ...etcPoints.files.map((name): [string, string] => [join(etcFolder, name), ""]),
    ...Object.entries(etcFiles).map(([name, text]): [string, string] => [join(etcFolder, name), text]),
  ];
  for (const [path, content] of files) {
    writeFileSync(`${path}.${process.pid}`, content, { mode: 0o644 });
    renameSync(`${path}.${process.pid}`, path);
  }
  return { filterPath, etcFolder };
}

function checkSources(mounts: readonly ReadOnlyMount[], allowed: readonly string[] | undefined): void {
  if (allowed === undefined) return;
  const roots = allowed.map((root) => realpathSync(root));
  for (const { source } of mounts) {
    const real = realpathSync(source);
    if (!roots.some((root) => real === root || real.startsWith(root + sep)))
      throw new SandboxError("host-sandbox-failed", `${source} is outside of the folders that a box may be shown.`);
  }
}

async function runOnce(
  facilities: Facilities,
  capabilities: readonly SandboxCapability[],
  spec: RunSpec,
  signal: AbortSignal | undefined,
  onOutput: OutputListener | undefined,
): Promise<RunResult> {
  const prepared = await prepareRun(facilities, spec, capabilities);
  try {
    return await runInBwrap(prepared, spec, signal, onOutput);
  } finally {
    await prepared.dispose();
  }
}
