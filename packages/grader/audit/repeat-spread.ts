import type { AuditItem } from "@gradmark/contract";
import { pairById, sameRows } from "../compare/row-pairs.ts";
import { scoreOf } from "../rerun/judge.ts";
import { dataFiles } from "../rerun/lay-out-files.ts";
import { runScript } from "../rerun/run-script.ts";
import { counted, thousands } from "../rerun/words.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { notRun } from "./not-run.ts";
import type { AuditContext } from "./run-audit.ts";

/** So many of the rows that move are named. */
const rowsShown = 20;

/**
 * Runs the script again on the same data: which rows move between runs, and how far the score does. Never more than a
 * note: randomness is no fault.
 */
export async function auditRepeatSpread(context: AuditContext): Promise<AuditItem> {
  const runs = context.request.repeat ?? 1;
  if (runs < 2) return notRun("The script was run once only.");
  return describe(await repeat(context, runs), context, runs);
}

interface Spread {
  /** By row of the plain run: 1 where some run said something else. */
  flipped: Uint8Array;
  /** Of each further run. */
  rowsMoved: number[];
  scores: number[];
  failedWith: string[];
}

async function repeat({ request, tools, setting, plain }: AuditContext, runs: number): Promise<Spread> {
  const first = scoreOf(request, plain.bytes);
  const spread: Spread = {
    flipped: new Uint8Array(plain.predictions.size),
    ...{ rowsMoved: [], scores: first === null ? [] : [first], failedWith: [] },
  };
  for (let number = 2; number <= runs; number++) {
    tools.onProgress?.({ kind: "step", step: "repeat", number, of: runs });
    const attempt = await runScript(setting, await setting.layout.layOutData(await dataFiles(request.dataDir)));
    if (!attempt.outcome.ok || attempt.output === null) {
      spread.failedWith.push(attempt.outcome.ok ? "unknown" : (attempt.outcome.failure[0]?.code ?? "unknown"));
      continue;
    }
    const same = sameRows(pairById(plain.predictions, attempt.outcome.predictions));
    spread.rowsMoved.push(same.reduce((sum, one) => sum + 1 - one, 0));
    for (const [row, one] of same.entries()) if (one === 0) spread.flipped[row] = 1;
    const score = scoreOf(request, attempt.output.bytes);
    if (score !== null) spread.scores.push(score);
  }
  return spread;
}

function describe(spread: Spread, { plain }: AuditContext, runs: number): AuditItem {
  const { rowsMoved, scores, failedWith } = spread;
  const rows = plain.predictions.size;
  const flippedIds = [...plain.predictions.keys()].filter((_, row) => spread.flipped[row] === 1);
  const evidence = {
    ...{ runs, rows, rowsMoved, failedWith, scores },
    rowsFlipped: flippedIds.length,
    firstFlipped: flippedIds.slice(0, rowsShown),
    scoreInterval: meanInterval(scores),
    falseAlarmRate: 0,
  };
  if (failedWith.length > 0) {
    const why = `${failedWith.length} of ${counted(runs, "run")} failed, the first did not.`;
    return { finding: "note", why, evidence };
  }
  const most = Math.max(...rowsMoved);
  if (most === 0) return { finding: "none", why: `${counted(runs, "run")} gave the same predictions.`, evidence };
  const why = `Up to ${thousands(most)} of ${thousands(rows)} predictions differ between ${counted(runs, "run")} on the same data: the script uses randomness.`;
  return { finding: "note", why, evidence };
}
