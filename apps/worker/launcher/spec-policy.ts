import { closeSync, fstatSync, readlinkSync } from "node:fs";
import { sep } from "node:path";
import type { RunLimits } from "@gradmark/contract";
import type { RunSpec } from "@gradmark/grader";
import { openNaming } from "../service-user/open-naming.ts";

/** What a worker may have run. Everything else is refused, also when the worker has been taken over. */
export interface SpecPolicy {
  /** The one folder whose contents may be shown to a program, as a whole or in parts. */
  scratch: string;
  /** Other files and folders that may be shown, exactly these: runtimes. */
  shown: readonly string[];
  /** First words of a command. */
  programs: readonly string[];
  /** Root file systems instead of the host's. */
  rootFolders: readonly string[];
  /** No run may have more. */
  ceiling: RunLimits & { collectBytes: number; keptLogBytes: number };
  /**
   * Whether sources are handed on as open handles: where the launcher has rights that the worker has not. Without
   * root the handles protect nothing, and bubblewrap's own mount namespace could not mount them.
   */
  byHandle: boolean;
  /** Whether an operator without root has agreed to run with what protection there is. */
  allowReduced: boolean;
}

/** A run that may be: its sources are open handles, so that nothing can be put in their place any more. */
export interface AdmittedSpec {
  spec: RunSpec;
  /** Lets the handles go, after the run. */
  [Symbol.dispose](): void;
}

/**
 * Says why a run may not be, or returns it with each source opened and looked at through its handle.
 *
 * The worker owns its scratch folder and could exchange a folder in it for a link to a place that only root may
 * enter, between our look and root's mount. A handle stays with what was looked at: the sandbox gets its path in
 * `/proc`.
 */
export function admitSpec(spec: RunSpec, policy: SpecPolicy): AdmittedSpec | { refused: string } {
  const refusal = refuseWords(spec, policy) ?? refuseNumbers(spec, policy);
  if (refusal !== null) return { refused: refusal };
  const handles: number[] = [];
  const admitted = {
    spec,
    [Symbol.dispose]: () => {
      for (const handle of handles) closeSync(handle);
    },
  };
  const mounts: RunSpec["mounts"][number][] = [];
  for (const { source, ...mount } of spec.mounts) {
    const opened = policy.shown.includes(source) ? { source } : openBelow(source, policy);
    if (opened === null) {
      admitted[Symbol.dispose]();
      return { refused: `${source} is not among the folders that a run may see.` };
    }
    if ("handle" in opened) handles.push(opened.handle);
    mounts.push({ ...mount, source: opened.source });
  }
  return { ...admitted, spec: { ...spec, mounts } };
}

function refuseWords(spec: RunSpec, policy: SpecPolicy): string | null {
  const [program = ""] = spec.command;
  if (!policy.programs.includes(program)) return `${program} is not one of the known runtimes.`;
  if (spec.rootFolder !== undefined && !policy.rootFolders.includes(spec.rootFolder))
    return `${spec.rootFolder} is not one of the known root file systems.`;
  if (spec.allowReduced === true && !policy.allowReduced) return "Runs with reduced protection are not allowed here.";
  return null;
}

function refuseNumbers(spec: RunSpec, { ceiling }: SpecPolicy): string | null {
  const asked: Record<string, number> = {
    ...spec.limits,
    collectBytes: spec.collect?.maxBytes ?? 0,
    keptLogBytes: spec.keptLogBytes,
  };
  for (const [name, most] of Object.entries(ceiling)) {
    const value = asked[name] ?? 0;
    if (value > most) return `The limit ${name} of ${value} is above the highest allowed, ${most}.`;
  }
  return null;
}

/** A folder, or a file with one name only (another name may lie anywhere), that really lies below the scratch folder. */
function openBelow(
  source: string,
  { scratch, byHandle }: SpecPolicy,
): { source: string; handle: number } | { source: string } | null {
  let handle: number;
  try {
    handle = openNaming(source);
  } catch {
    return null;
  }
  const path = `/proc/${process.pid}/fd/${handle}`;
  const real = readlinkSync(path);
  const found = fstatSync(handle);
  const isAdmitted = real.startsWith(scratch + sep) && (found.isDirectory() || (found.isFile() && found.nlink === 1));
  if (isAdmitted && byHandle) return { source: path, handle };
  closeSync(handle);
  return isAdmitted ? { source: real } : null;
}
