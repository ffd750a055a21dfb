import {
  type Comparison,
  type Predictions,
  type PredictionsFormat,
  parsePredictions,
  type RerunOutcome,
  type RerunReason,
} from "@gradmark/contract";
import { comparePredictions } from "../compare/compare-predictions.ts";
import { scorePredictions } from "../score/score-predictions.ts";
import { HostFailure } from "./host-failure.ts";
import { judgeScore } from "./judge-score.ts";
import type { RerunRequest } from "./rerun-request.ts";
import { counted, moment, thousands } from "./words.ts";

export interface Judgement {
  outcome: Exclude<RerunOutcome, "rejected" | "faulted">;
  reasons: RerunReason[];
  comparison: Comparison | null;
}

export interface Produced {
  predictions: Predictions;
  bytes: Uint8Array;
}

/**
 * Whether what a rerun produced is the final entry. Compared by rows where there is an entry, by the score where
 * there is only that.
 * @throws HostFailure when a stored entry or the solution cannot be read
 */
export function judge(request: RerunRequest, format: PredictionsFormat, produced: Produced): Judgement {
  if (request.expectedEntry !== undefined) return judgeRows(request, format, produced, request.expectedEntry);
  if (request.expectedScore !== undefined) return judgeScore(request, produced, request.expectedScore);
  const reason = team(
    "nothing-to-compare",
    "Your script wrote good predictions; there is no final entry to compare with.",
  );
  return { outcome: "produced", reasons: [reason], comparison: null };
}

function judgeRows(request: RerunRequest, format: PredictionsFormat, produced: Produced, entry: Uint8Array): Judgement {
  const expected = readEntry(entry, format, "The final entry");
  const rows = comparePredictions(expected, produced.predictions);
  const comparison: Comparison = {
    basis: "rows",
    sameBytes: Buffer.compare(entry, produced.bytes) === 0,
    ...rows,
    scoreExpected: scoreOf(request, entry),
    scoreRerun: scoreOf(request, produced.bytes),
  };
  if (rows.rowsDiffering === 0) {
    const message = `All ${thousands(rows.rows)} predictions equal your final entry.`;
    return { outcome: "reproduced", reasons: [team("same-predictions", message)], comparison };
  }
  const said = `${thousands(rows.rowsDiffering)} of ${thousands(rows.rows)} predictions differ from your final entry`;
  const tolerance = request.tolerance ?? { rows: 0, score: 0 };
  const scoreMoved = Math.abs((comparison.scoreExpected ?? 0) - (comparison.scoreRerun ?? 0));
  if (rows.rowsDiffering <= tolerance.rows && scoreMoved <= tolerance.score + 1e-12) {
    const reason = team("within-tolerance", `${said} (allowed: ${thousands(tolerance.rows)}).`);
    return { outcome: "within-tolerance", reasons: [reason], comparison };
  }
  return differs(request, format, produced, { comparison, said });
}

function differs(
  request: RerunRequest,
  format: PredictionsFormat,
  produced: Produced,
  found: { comparison: Comparison; said: string },
): Judgement {
  const { comparison, said } = found;
  const closest = closestEarlier(request, format, produced, comparison.rowsDiffering);
  if (!closest) {
    const allowed = request.tolerance?.rows ? ` (allowed: ${counted(request.tolerance.rows, "row")})` : "";
    const message = `${said}${allowed}. Hand in the script and the model files that made it.`;
    return { outcome: "differs", reasons: [team("rows-differ", message)], comparison };
  }
  const when = moment(closest.uploadedAt, request.timeZone ?? "UTC");
  const message = `${said}. Your entry of ${when}, differs in ${thousands(closest.rowsDiffering)}: did you select the wrong one?`;
  return {
    outcome: "differs",
    reasons: [team("older-entry", message)],
    comparison: { ...comparison, closestEarlierEntry: closest },
  };
}

/** The entry that the rerun is nearest to, when it is nearer than the final one. */
function closestEarlier(
  request: RerunRequest,
  format: PredictionsFormat,
  produced: Produced,
  rowsDiffering: number,
): NonNullable<Comparison["closestEarlierEntry"]> | null {
  let closest: NonNullable<Comparison["closestEarlierEntry"]> | null = null;
  for (const { entryId, uploadedAt, bytes } of request.earlierEntries ?? []) {
    const entry = readEntry(bytes, format, `Entry ${entryId}`);
    const distance = comparePredictions(entry, produced.predictions).rowsDiffering;
    if (distance < (closest?.rowsDiffering ?? rowsDiffering))
      closest = { entryId, uploadedAt, rowsDiffering: distance };
  }
  return closest;
}

function readEntry(bytes: Uint8Array, format: PredictionsFormat, what: string): Predictions {
  const parsed = parsePredictions(bytes, format);
  if (!parsed.ok) throw new HostFailure("host-data-missing", `${what} cannot be read: ${parsed.problems[0]?.message}`);
  return parsed.value;
}

/** null without a solution. */
export function scoreOf(request: Pick<RerunRequest, "solution">, predictions: Uint8Array): number | null {
  if (request.solution === undefined) return null;
  const { bytes: solution, metric } = request.solution;
  const scored = scorePredictions({ predictions, solution, metric });
  if (!scored.ok) throw new HostFailure("host-data-missing", `Scoring failed: ${scored.problems[0]?.message}`);
  return scored.value.score;
}

function team(code: RerunReason["code"], message: string): RerunReason {
  return { code, side: "team", message };
}
