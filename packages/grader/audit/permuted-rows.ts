import { randomInt } from "node:crypto";
import type { AuditItem, Predictions } from "@gradmark/contract";
import { sameCells } from "../compare/compare-predictions.ts";
import { dataFiles } from "../rerun/lay-out-files.ts";
import { runScript } from "../rerun/run-script.ts";
import { counted, thousands } from "../rerun/words.ts";
import { binomialTail } from "../statistics/binomial.ts";
import { notRun } from "./not-run.ts";
import { type PermutedData, permuteData } from "./permute-data.ts";
import type { AuditContext } from "./run-audit.ts";

/**
 * An honest script is called suspicious at most this often: the chance that labels which moved by themselves fall on
 * the former label of their id (or place) so often.
 */
const falseAlarmRate = 1e-6;

/**
 * Runs the script on the same images in another order under other ids: predictions must follow the images. Finds
 * files that were written down beforehand, keyed by id or by place. Blind to a look-up by the image itself.
 */
export async function auditPermutedRows(context: AuditContext): Promise<AuditItem> {
  const { request, tools, setting, plain } = context;
  if (!request.audit?.permuted) return notRun("This audit was not asked for.");
  tools.onProgress?.({ kind: "step", step: "permuted", number: 1, of: 1 });
  const seed = request.audit.seed ?? randomInt(2 ** 31);
  const permuted = await permuteData(await dataFiles(request.dataDir), seed);
  const data = await setting.layout.layOutData(permuted.files);
  const attempt = await runScript(setting, data);
  if (!attempt.outcome.ok) {
    const codes = attempt.outcome.failure.map((reason) => reason.code);
    const why =
      "The script works on the test data and fails when the same images come in another order under other ids.";
    return { finding: "suspicious", why, evidence: { seed, failedWith: codes } };
  }
  return judgePermuted(plain.predictions, attempt.outcome.predictions, permuted.rows, seed);
}

/** Counts what the predictions on permuted rows followed: the image, the id, or the place in the file. */
export function judgePermuted(
  plain: Predictions,
  rerun: Predictions,
  rows: PermutedData["rows"],
  seed: number,
): AuditItem {
  const places = [...plain.keys()];
  let followImage = 0;
  let moved = 0;
  let followId = 0;
  let followPlace = 0;
  rows.forEach(({ id, formerId }, k) => {
    const got = rerun.get(id) ?? [];
    if (sameCells(got, plain.get(formerId) ?? [])) {
      followImage++;
      return;
    }
    moved++;
    if (sameCells(got, plain.get(id) ?? [])) followId++;
    if (sameCells(got, plain.get(places[k] ?? "") ?? [])) followPlace++;
  });
  const chance = mostFrequentShare(plain);
  const probability = Math.min(binomialTail(followId, moved, chance), binomialTail(followPlace, moved, chance));
  const evidence = {
    seed,
    rows: rows.length,
    followImage,
    moved,
    followId,
    followPlace,
    chance,
    probability,
    falseAlarmRate,
  };
  // Two looks, by id and by place, share the rate.
  if (probability < falseAlarmRate / 2) {
    const key = followId >= followPlace ? "the id" : "the place in the file";
    const count = Math.max(followId, followPlace);
    const why = `${thousands(count)} of ${thousands(rows.length)} predictions follow ${key} instead of the image: they look written down beforehand.`;
    return { finding: "suspicious", why, evidence };
  }
  if (moved === 0)
    return { finding: "none", why: `All ${thousands(rows.length)} predictions follow the images.`, evidence };
  const why = `${counted(moved, "prediction")} of ${thousands(rows.length)} changed when the rows came in another order, without following ids or places: the script may use randomness, or statistics over its batches.`;
  return { finding: moved > rows.length * 0.02 ? "note" : "none", why, evidence };
}

/** By chance a label hits a fixed one no more often than the most frequent label does. */
function mostFrequentShare(predictions: Predictions): number {
  const counts = new Map<string, number>();
  for (const cells of predictions.values()) counts.set(cells.join(","), (counts.get(cells.join(",")) ?? 0) + 1);
  return Math.max(...counts.values()) / Math.max(predictions.size, 1);
}
