import { createHash } from "node:crypto";
import { type Predictions, type PredictionsFormat, parsePredictions, type RunLimits } from "@gradmark/contract";
import { type Runtime, steadyEnvironment } from "../runtime/runtime.ts";
import type { OutputListener, ReadOnlyMount, RunResult, Sandbox } from "../sandbox/sandbox.ts";
import { type Failure, failureOf } from "./failure-of-run.ts";
import { type Layout, shownAt } from "./lay-out-files.ts";

/** What stays the same over all runs of one rerun. */
export interface ScriptSetting {
  sandbox: Sandbox;
  runtime: Runtime;
  scriptName: string;
  /** The kit's way to start it; the runtime's when not given. */
  entry: readonly string[] | undefined;
  layout: Layout;
  format: PredictionsFormat;
  output: { name: string; maxBytes: number };
  limits: RunLimits;
  allowReduced: boolean;
  signal: AbortSignal | undefined;
}

/** One run of a script: what it did, and its predictions or what was wrong. */
export interface Attempt {
  result: RunResult;
  output: { bytes: Uint8Array; sha256: string } | null;
  outcome: { ok: true; predictions: Predictions } | { ok: false; failure: Failure };
}

/** What is kept of each stream for the people who look at a run. */
const keptLogBytes = 64 * 1024;

/** Runs the script once on one data folder and reads what it wrote, outside of the sandbox. */
export async function runScript(
  setting: ScriptSetting,
  data: ReadOnlyMount,
  onOutput?: OutputListener,
): Promise<Attempt> {
  const { runtime, layout, output } = setting;
  const result = await setting.sandbox.run(
    {
      command: runtime.command(`${shownAt.script}/${setting.scriptName}`, setting.entry),
      environment: {
        ...steadyEnvironment,
        ...runtime.environment,
        GRADMARK_SCRIPT: shownAt.script,
        GRADMARK_TEST_DATA: shownAt.data,
        GRADMARK_MODEL: shownAt.model,
      },
      mounts: [...runtime.mounts, ...layout.scriptMounts, ...layout.modelMounts, data],
      limits: setting.limits,
      collect: output,
      keptLogBytes,
      allowReduced: setting.allowReduced,
      ...(runtime.rootFolder === null ? {} : { rootFolder: runtime.rootFolder }),
    },
    setting.signal,
    onOutput,
  );
  return readAttempt(setting, result);
}

function readAttempt(setting: ScriptSetting, result: RunResult): Attempt {
  const { collected } = result;
  const output =
    collected.state === "file"
      ? { bytes: collected.bytes, sha256: createHash("sha256").update(collected.bytes).digest("hex") }
      : null;
  const parsed = output === null ? null : parsePredictions(output.bytes, setting.format);
  const failure = failureOf({ result, parsed, limits: setting.limits, outputName: setting.output.name });
  if (failure !== null) return { result, output, outcome: { ok: false, failure } };
  if (!parsed?.ok) throw new Error("a run without failure has predictions");
  return { result, output, outcome: { ok: true, predictions: parsed.value } };
}
