import type { AuditItem } from "@gradmark/contract";
import { comparePredictions } from "../compare/compare-predictions.ts";
import { dataFiles } from "../rerun/lay-out-files.ts";
import { runScript } from "../rerun/run-script.ts";
import { counted, thousands } from "../rerun/words.ts";
import { notRun } from "./not-run.ts";
import type { AuditContext } from "./run-audit.ts";

/** Runs the script again on the same data: how many rows move between runs. */
export async function auditRepeatSpread(context: AuditContext): Promise<AuditItem> {
  const { request, tools, setting, plain } = context;
  const runs = request.repeat ?? 1;
  if (runs < 2) return notRun("The script was run once only.");
  const rowsMoved: number[] = [];
  const failedWith: string[] = [];
  for (let number = 2; number <= runs; number++) {
    tools.onProgress?.({ kind: "step", step: "repeat", number, of: runs });
    const attempt = await runScript(setting, await setting.layout.layOutData(await dataFiles(request.dataDir)));
    if (attempt.outcome.ok)
      rowsMoved.push(comparePredictions(plain.predictions, attempt.outcome.predictions).rowsDiffering);
    else failedWith.push(attempt.outcome.failure[0]?.code ?? "unknown");
  }
  const evidence = { runs, rows: plain.predictions.size, rowsMoved, failedWith };
  if (failedWith.length > 0)
    return {
      finding: "note",
      why: `${failedWith.length} of ${counted(runs, "run")} failed, the first did not.`,
      evidence,
    };
  const most = Math.max(...rowsMoved);
  if (most === 0) return { finding: "none", why: `${counted(runs, "run")} gave the same predictions.`, evidence };
  const why = `Up to ${thousands(most)} of ${thousands(plain.predictions.size)} predictions differ between ${counted(runs, "run")} on the same data: the script uses randomness.`;
  return { finding: "note", why, evidence };
}
