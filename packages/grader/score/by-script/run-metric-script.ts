import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { RunLimits } from "@gradmark/contract";
import type { Runtimes } from "../../runtime/find-runtimes.ts";
import { runtimeOfEnding, steadyEnvironment } from "../../runtime/runtime.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { MetricScriptError } from "./metric-script-error.ts";
import { type Printed, readScore } from "./read-score.ts";

/** The host's program that scores: file name and content. */
export interface MetricScript {
  name: string;
  bytes: Uint8Array;
  direction: "max" | "min";
}

/** With what it is run. Nothing of a team but its predictions is ever in the same box. */
export interface MetricTools {
  sandbox: Sandbox;
  runtimes: Runtimes;
  /** Existing folder in which files are laid out for a run; emptied again. */
  scratch: string;
  /** Accepts a sandbox that is too weak for other people's code. The host's own script may run there. */
  allowReduced?: boolean;
  signal?: AbortSignal;
  limits?: RunLimits;
}

const mebibyte = 2 ** 20;
/** What a metric script may use where nobody says otherwise. */
export const metricLimits: RunLimits = {
  wallMs: 60_000,
  cpuMs: 120_000,
  memoryBytes: 1024 * mebibyte,
  processes: 64,
  outputBytes: mebibyte,
  diskBytes: 64 * mebibyte,
};
/** Far more than a score needs. */
const keptLogBytes = 64 * 1024;
const shownAt = { script: "/script", data: "/data" } as const;

/**
 * Runs a metric script once, on one part of the rows.
 * @throws MetricScriptError when it gives no score; SandboxError when the sandbox fails
 */
export async function runMetricScript(
  script: MetricScript,
  files: { predictions: string; solution: string },
  tools: MetricTools,
): Promise<Printed> {
  const language = runtimeOfEnding[extname(script.name)];
  if (language === undefined)
    throw new MetricScriptError(`The metric script ${script.name} must end in .py, .lua, .js or .ts.`);
  const { runtime, why } = tools.runtimes[language];
  if (runtime === null) throw new MetricScriptError(`The metric script ${script.name} cannot run here: ${why}`);
  const root = await mkdtemp(join(tools.scratch, "metric-"));
  try {
    await chmod(root, 0o711);
    const shown = {
      script: await layOut(root, "script", { [script.name]: script.bytes }),
      data: await layOut(root, "data", { "predictions.csv": files.predictions, "solution.csv": files.solution }),
    };
    const result = await tools.sandbox.run(
      {
        command: runtime.command(`${shownAt.script}/${script.name}`),
        environment: {
          ...{ ...steadyEnvironment, ...runtime.environment },
          GRADMARK_PREDICTIONS: `${shownAt.data}/predictions.csv`,
          GRADMARK_SOLUTION: `${shownAt.data}/solution.csv`,
        },
        mounts: [
          ...runtime.mounts,
          { source: shown.script, at: shownAt.script },
          { source: shown.data, at: shownAt.data },
        ],
        limits: tools.limits ?? metricLimits,
        ...{ collect: null, keptLogBytes, allowReduced: tools.allowReduced ?? false },
      },
      tools.signal,
    );
    return readScore(script.name, result);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function layOut(
  root: string,
  name: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(folder, file), content, { flag: "wx" });
    await chmod(join(folder, file), 0o444);
  }
  await chmod(folder, 0o755);
  return folder;
}
