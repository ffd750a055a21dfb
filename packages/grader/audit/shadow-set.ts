import type { AuditItem, PredictionsFormat } from "@gradmark/contract";
import { HostFailure } from "../rerun/host-failure.ts";
import { dataFiles } from "../rerun/lay-out-files.ts";
import { readFormat } from "../rerun/read-format.ts";
import { runScript } from "../rerun/run-script.ts";
import { scorePredictions } from "../score/score-predictions.ts";
import { fisherGreater } from "../statistics/fisher.ts";
import { notRun } from "./not-run.ts";
import type { AuditContext } from "./run-audit.ts";

/** A model that was not trained on the given images looks better on them than this by chance only so often. */
const falseAlarmRate = 1e-3;
const blindness = "It cannot tell training on the published data set, which has both kinds of images.";

/**
 * Compares accuracy on the given test images with accuracy on images that were never given out: a model that was
 * trained on the given ones is better there.
 */
export async function auditShadow(context: AuditContext): Promise<AuditItem> {
  const { request, tools, setting, plain } = context;
  const shadow = request.audit?.shadow;
  if (shadow === undefined) return notRun("No shadow set was given.");
  if (request.solution === undefined)
    return notRun("Without the solution, the accuracy on the given images is unknown.");
  tools.onProgress?.({ kind: "step", step: "shadow", number: 1, of: 1 });
  const format: PredictionsFormat = await readFormat(shadow.dir, setting.format.cell);
  const data = await setting.layout.layOutData(await dataFiles(shadow.dir));
  const attempt = await runScript({ ...setting, format }, data);
  if (!attempt.outcome.ok || attempt.output === null) {
    const codes = attempt.outcome.ok ? [] : attempt.outcome.failure.map((reason) => reason.code);
    const why = "The script works on the given images and fails on images that were never given out.";
    return { finding: "suspicious", why, evidence: { failedWith: codes } };
  }
  return judgeShadow(
    accuracyOf(plain.bytes, request.solution.bytes),
    accuracyOf(attempt.output.bytes, shadow.solution),
  );
}

interface Accuracy {
  right: number;
  rows: number;
}

export function judgeShadow(given: Accuracy, shadow: Accuracy): AuditItem {
  const probability = fisherGreater(given.right, given.rows, shadow.right, shadow.rows);
  const percent = ({ right, rows }: Accuracy): string => `${((100 * right) / rows).toFixed(2)} %`;
  const evidence = { given, shadow, probability, falseAlarmRate };
  const said = `${percent(given)} on the given images, ${percent(shadow)} on images that were never given out`;
  if (probability < falseAlarmRate)
    return {
      finding: "suspicious",
      why: `${said}: a difference that chance makes in ${probability.toExponential(1)} of cases. ${blindness}`,
      evidence,
    };
  return { finding: "none", why: `${said}. ${blindness}`, evidence };
}

function accuracyOf(predictions: Uint8Array, solution: Uint8Array): Accuracy {
  const scored = scorePredictions({ predictions, solution, metric: "accuracy" });
  if (!scored.ok) throw new HostFailure("host-data-missing", `Scoring failed: ${scored.problems[0]?.message}`);
  return { right: Math.round(scored.value.score * scored.value.rows), rows: scored.value.rows };
}
