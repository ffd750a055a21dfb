import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { KitMetric, Parsed, ScoreReport } from "@gradmark/contract";
import {
  findRuntimes,
  MetricScriptError,
  openSandbox,
  type Sandbox,
  scoreByScript,
  scorePredictions,
} from "@gradmark/grader";
import { UsageError } from "../output/result.ts";

interface Files {
  predictions: Uint8Array;
  solution: Uint8Array;
}

/** Scores as a kit says: by a metric of the list, or by the script that lies in the kit's folder. */
export async function scoreByKit(
  { metric, kitDir }: { metric: KitMetric; kitDir: string },
  files: Files,
  signal: AbortSignal,
): Promise<Parsed<ScoreReport>> {
  if (typeof metric === "string") return scorePredictions({ ...files, metric });
  const { script, direction } = metric;
  return scoreByMetricScript(
    { path: join(kitDir, script), direction, sandbox: await openSandbox("bwrap") },
    files,
    signal,
  );
}

/**
 * Scores by a metric script in a sandbox of its own. Who typed its name trusts it as far as their own account goes, so
 * the reduced sandbox of a machine without root will do.
 */
export async function scoreByMetricScript(
  script: { path: string; direction: "max" | "min"; sandbox: Sandbox },
  files: Files,
  signal: AbortSignal,
): Promise<Parsed<ScoreReport>> {
  const bytes = await readFile(script.path).catch((cause: Error) => {
    throw new UsageError(`the metric script ${script.path} cannot be read: ${cause.message}`);
  });
  const scratch = await mkdtemp(join(tmpdir(), "gradmark-score-"));
  try {
    const runtimes = await findRuntimes();
    return await scoreByScript(
      { ...files, script: { name: basename(script.path), bytes, direction: script.direction } },
      { sandbox: script.sandbox, runtimes, scratch, signal, allowReduced: true },
    );
  } catch (error) {
    if (error instanceof MetricScriptError) throw new UsageError(error.message, "metric-script");
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
