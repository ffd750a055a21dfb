import { realpathSync } from "node:fs";
import { sep } from "node:path";
import type { SandboxCapability } from "@gradmark/contract";
import { demandCapabilities, requiredForUntrusted } from "../sandbox/requirements.ts";
import type { ReadOnlyMount, Sandbox, SandboxProbe } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import type { Driver } from "./driver.ts";
import { findFacilities } from "./facilities.ts";
import { prepareRun } from "./prepare-run.ts";
import { probeDriver } from "./probe-driver.ts";
import { reapLeases } from "./reap-leases.ts";
import { runPrepared } from "./run-prepared.ts";

export interface SandboxOptions {
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
 * A sandbox of one driver. As root it gives each run a kernel uid, control groups and a sized file system of its own;
 * as an ordinary user it is reduced, and says so.
 */
export function openDriver(driver: Driver, options: SandboxOptions): Sandbox {
  const facilities = findFacilities(options);
  driver.open(facilities);
  const required = options.required ?? requiredForUntrusted;
  let probed: Promise<SandboxProbe> | null = null;
  const probe = (): Promise<SandboxProbe> => {
    probed ??= probeDriver(driver, facilities, required).then((found) => {
      // What failed may have failed for a moment only, such as a machine under load: it is tried again.
      if (!found.available) probed = null;
      return found;
    });
    return probed;
  };
  return {
    name: driver.name,
    probe,
    reap: async () => {
      await reapLeases(facilities);
      await driver.reap?.(facilities.runFolder);
    },
    run: async (spec, signal, onOutput) => {
      const found = await probe();
      demandCapabilities(found, required, spec.allowReduced === true);
      checkSources(spec.mounts, options.allowedSources);
      const capabilities = found.capabilities.filter((c) => c.present).map((c) => c.name);
      const prepared = await prepareRun(facilities, spec, driver);
      try {
        return await runPrepared(driver, prepared, spec, { capabilities, signal, onOutput });
      } finally {
        await prepared.dispose();
      }
    },
  };
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
