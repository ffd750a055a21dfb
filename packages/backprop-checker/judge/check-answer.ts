import {
  type GradientDiagnosis,
  type GradientVerdict,
  type GradientVerdictName,
  gradientVerdicts,
  type Parsed,
} from "@gradmark/contract";
import type { CompiledProblem } from "../problem/compiled-problem.ts";
import { type AnswerRequest, assignAnswer } from "./assign-answer.ts";
import { echoOf, judgeSlot } from "./judge-slot.ts";

/**
 * Is this answer the derivative that is asked for? Not ok only where it cannot be decided which slot is meant; an
 * answer that cannot be read is a verdict, `invalid`, with the place and a suggestion.
 */
export function checkAnswer(problem: CompiledProblem, request: AnswerRequest): Parsed<GradientVerdict> {
  const assigned = assignAnswer(problem, request);
  if (!assigned.ok) return assigned;
  const slots = assigned.value.map(({ slot, answer }) => judgeSlot(problem, slot, answer));
  const verdict = worst(slots.map((slot) => slot.verdict));
  return { ok: true, value: { problem: problem.model.source.id, verdict, slots } };
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
  const echoes = assigned.value.map(({ answer }) => (answer.ok ? echoOf(problem, answer.value.tree) : answer));
  const bad = echoes.find((echo) => "diagnoses" in echo);
  if (bad !== undefined && "diagnoses" in bad) return { diagnoses: bad.diagnoses };
  const good = echoes.filter((echo) => "text" in echo);
  return { text: good.map((echo) => echo.text).join("; "), tex: good.map((echo) => echo.tex).join(",\\quad ") };
}

function worst(verdicts: GradientVerdictName[]): GradientVerdictName {
  return gradientVerdicts.find((verdict) => verdicts.includes(verdict)) ?? "undecided";
}
