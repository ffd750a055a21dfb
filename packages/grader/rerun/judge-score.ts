import type { Comparison, ScoreReport } from "@gradmark/contract";
import { scorePredictions } from "../score/score-predictions.ts";
import { HostFailure } from "./host-failure.ts";
import type { Judgement, Produced } from "./judge.ts";
import type { RerunRequest } from "./rerun-request.ts";

/** Boards show five decimals; a score that was copied from one is no more exact than that. */
const shownDecimals = 5;

type ScoreQuestion = Pick<RerunRequest, "solution" | "tolerance">;

/**
 * Compares by score alone. A score from a board can be that of the public rows, of the private rows or of all: the
 * nearest of them is taken, and named.
 */
export function judgeScore(request: ScoreQuestion, produced: Produced, expected: number): Judgement {
  const { part, score } = nearestScore(request, produced, expected);
  const tolerance = Math.max(request.tolerance?.score ?? 0, 0.5 * 10 ** -shownDecimals);
  const comparison: Comparison = {
    basis: "score",
    sameBytes: false,
    rows: produced.predictions.size,
    rowsDiffering: 0,
    missingIds: 0,
    extraIds: 0,
    duplicateIds: 0,
    firstDifferences: [],
    scoreExpected: expected,
    scoreRerun: score,
  };
  const shown = score.toFixed(shownDecimals);
  const distance = Math.abs(score - expected);
  if (distance > tolerance + 1e-12) {
    const message = `The rerun's score on ${part} is ${shown}; your final entry's is ${expected}. Hand in the script and the model files that made it.`;
    return { outcome: "differs", reasons: [{ code: "score-differs", side: "team", message }], comparison };
  }
  const message = `The rerun's score on ${part} is ${shown}, your final entry's is ${expected}. Rows could not be compared.`;
  const exact = distance <= 0.5 * 10 ** -shownDecimals + 1e-12;
  return exact
    ? { outcome: "reproduced", reasons: [{ code: "same-score", side: "team", message }], comparison }
    : { outcome: "within-tolerance", reasons: [{ code: "within-tolerance", side: "team", message }], comparison };
}

function nearestScore(request: ScoreQuestion, produced: Produced, expected: number): { part: string; score: number } {
  if (request.solution === undefined)
    throw new HostFailure("host-data-missing", "A score can only be compared when the solution file is given.");
  const scored = scorePredictions({
    predictions: produced.bytes,
    solution: request.solution.bytes,
    metric: request.solution.metric,
  });
  if (!scored.ok) throw new HostFailure("host-data-missing", `Scoring failed: ${scored.problems[0]?.message}`);
  const distance = (one: { score: number }): number => Math.abs(one.score - expected);
  return parts(scored.value).reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function parts(report: ScoreReport): [{ part: string; score: number }, ...{ part: string; score: number }[]] {
  return [
    { part: "all rows", score: report.score },
    ...(report.public ? [{ part: "the public rows", score: report.public.score }] : []),
    ...(report.private ? [{ part: "the private rows", score: report.private.score }] : []),
  ];
}
