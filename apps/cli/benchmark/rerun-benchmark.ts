import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { BenchmarkReport } from "@gradmark/contract";
import { findRuntimes, openSandbox, rerun } from "@gradmark/grader";
import type { TrainedModel } from "@gradmark/reference-model";
import { rulesOfKit } from "../rerun/rules-of-kit.ts";
import type { BenchmarkRequest } from "./train-benchmark.ts";

/**
 * Of so many rows one may differ: the script computes in doubles, the engine in floats, and where two classes are
 * nearly equal the last digits decide.
 */
const rowsForOne = 1000;

/** Runs the model's result script in the sandbox, as it would a team's, and compares with the published predictions. */
export async function rerunBenchmark(
  { kit, dataDir }: Pick<BenchmarkRequest, "kit" | "dataDir">,
  { files }: Pick<TrainedModel, "files">,
  signal: AbortSignal,
): Promise<NonNullable<BenchmarkReport["rerun"]>> {
  const scratch = await mkdtemp(join(tmpdir(), "gradmark-benchmark-"));
  try {
    const [sandbox, runtimes] = await Promise.all([openSandbox("bwrap"), findRuntimes()]);
    const expectedEntry = await readFile(files.predictions);
    const rows = expectedEntry.toString("utf8").trimEnd().split("\n").length - 1;
    const { scriptNames: _, ...rules } = rulesOfKit(kit);
    const request = {
      ...rules,
      script: { path: files.script },
      modelFiles: files.scriptModel.map((path) => ({ name: basename(path), path })),
      dataDir: join(dataDir, "public"),
      limits: kit.handIn.limits,
      expectedEntry,
      tolerance: { rows: Math.ceil(rows / rowsForOne), score: 1 },
    };
    const { outcome, comparison, reasons } = await rerun(request, { sandbox, runtimes, scratch, signal });
    return { outcome, rowsDiffering: comparison?.rowsDiffering ?? null, why: reasons[0]?.message ?? "" };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
