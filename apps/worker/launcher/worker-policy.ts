import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { RunLimits } from "@gradmark/contract";
import type { SpecPolicy } from "./spec-policy.ts";

export interface WorkerRights extends Pick<SpecPolicy, "allowReduced" | "byHandle"> {
  home: string;
}

const mebibyte = 2 ** 20;

const collected = { collectBytes: 256 * mebibyte, keptLogBytes: 4 * mebibyte };

/** What the worker on `home` may have run: the runtimes of the grader, on files of its own scratch folder. */
export function workerPolicy({ home, allowReduced, byHandle }: WorkerRights): SpecPolicy {
  return {
    ...ownFiles(home),
    // Far above any kit, far below what would be a danger to the machine: a kit's own limits are the real ones.
    ceiling: {
      wallMs: 3_600_000,
      cpuMs: 4 * 3_600_000,
      memoryBytes: 32_768 * mebibyte,
      processes: 1024,
      outputBytes: 64 * mebibyte,
      diskBytes: 8_192 * mebibyte,
      ...collected,
    },
    ...{ allowReduced, byHandle },
  };
}

/** The same for a command that root has typed, within the limits that it was typed with. */
export function commandPolicy(rights: { home: string; limits: RunLimits; allowReduced: boolean }): SpecPolicy {
  const { home, limits, allowReduced } = rights;
  return { ...ownFiles(home), ceiling: { ...limits, ...collected }, ...{ allowReduced, byHandle: true } };
}

/**
 * The names are written down here and not asked for, so that root runs no program to find them; a test holds them
 * against the grader's.
 */
function ownFiles(home: string): Pick<SpecPolicy, "scratch" | "shown" | "programs" | "rootFolders"> {
  return {
    scratch: join(home, "scratch"),
    shown: [realpathSync(process.execPath)],
    programs: ["/usr/bin/luajit", "/usr/bin/python3", "/runtime/node", "/usr/local/bin/luajit"],
    rootFolders: ["/var/lib/gradmark/runtimes/torch7"],
  };
}
