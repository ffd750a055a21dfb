import type { GradientDiagnosis, GradientVerdict, GradientVerdictName, Parsed } from "@gradmark/contract";
import { openPrecision, type Precision } from "../evaluate/precise.ts";
import type { CompiledProblem } from "../problem/compiled-problem.ts";
import { type AnswerRequest, type Assigned, assignAnswer } from "./assign-answer.ts";
import { echoOf, judgeSlot } from "./judge-slot.ts";

/**
 * Is this answer the derivative that is asked for? Not ok only where it cannot be decided which slot is meant; an
 * answer that cannot be read is a verdict, `invalid`, with the place and a suggestion. Without `precision` what
 * doubles cannot decide is `undecided`.
 */
export function checkAnswer(
  problem: CompiledProblem,
  request: AnswerRequest,
  precision: Precision | null = null,
): Parsed<GradientVerdict> {
  const assigned = assignAnswer(problem, request);
  if (!assigned.ok) return assigned;
  return { ok: true, value: judge(problem, assigned.value, precision).verdict };
}

/** As `checkAnswer`, but where doubles cannot decide it loads arbitrary precision and looks again. */
export async function decideAnswer(problem: CompiledProblem, request: AnswerRequest): Promise<Parsed<GradientVerdict>> {
  const assigned = assignAnswer(problem, request);
  if (!assigned.ok) return assigned;
  const first = judge(problem, assigned.value, null);
  if (!first.wantsPrecision) return { ok: true, value: first.verdict };
  return { ok: true, value: judge(problem, assigned.value, await openPrecision()).verdict };
}

function judge(problem: CompiledProblem, assigned: readonly Assigned[], precision: Precision | null) {
  const judged = assigned.map(({ slot, answer }) => judgeSlot(problem, slot, answer, precision));
  const slots = judged.map(({ verdict }) => verdict);
  const verdict: GradientVerdict = {
    problem: problem.model.source.id,
    verdict: worst(slots.map((slot) => slot.verdict)),
    slots,
  };
  return { verdict, wantsPrecision: judged.some(({ wantsPrecision }) => wantsPrecision) };
}

/** How an answer is read, without judging it: what is shown while it is typed. */
export function echoAnswer(
  problem: CompiledProblem,
  request: AnswerRequest,
): { text: string; tex: string } | { diagnoses: GradientDiagnosis[] } {
  const assigned = assignAnswer(problem, request);
  if (!assigned.ok) {
    return { diagnoses: assigned.problems.map(({ message }) => ({ code: "unknown-case", message })) };
  }
  const texts: string[] = [];
  const texs: string[] = [];
  for (const { answer } of assigned.value) {
    if (!answer.ok) return { diagnoses: answer.diagnoses };
    const echo = echoOf(problem, answer.value.tree);
    texts.push(echo.text);
    texs.push(echo.tex);
  }
  return { text: texts.join("; "), tex: texs.join(",\\quad ") };
}

/** Only types come from the contract: its schemas would triple what a browser loads. */
const fromWorst: readonly GradientVerdictName[] = ["invalid", "incorrect", "undecided", "correct"];

function worst(verdicts: GradientVerdictName[]): GradientVerdictName {
  return fromWorst.find((verdict) => verdicts.includes(verdict)) ?? "undecided";
}
