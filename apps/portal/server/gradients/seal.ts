import type { Answer, Course, GradientProblem, GradientVerdictName, SlotVerdict } from "@gradmark/contract";
import { slotRule } from "@gradmark/contract";

/** What of an answer its team may know at this moment. */
export interface Openness {
  verdict: boolean;
  explanation: boolean;
}

/** The deadline opens what is sealed, not the state of the course: staff may close a course and open it again. */
export function opennessOf(
  { kit, deadline }: Pick<Course, "kit" | "deadline">,
  place: { problem: string; slot: string },
  now: Date,
): Openness {
  const { verdict, explanation } = slotRule(kit, place.problem, place.slot);
  const over = now >= deadline;
  return { verdict: over || verdict === "at-once", explanation: over || explanation === "at-once" };
}

/** A verdict as far as it is open: what is null is told later. */
export interface ShownVerdict {
  verdict: GradientVerdictName | null;
  echo: SlotVerdict["echo"];
  diagnoses: SlotVerdict["diagnoses"];
  counterexample: SlotVerdict["counterexample"] | null;
  /** At how many points an answer was found right, in each of how many cells. */
  evidence: { cells: number; points: number } | null;
  /** Whether more would be told after the deadline. */
  sealed: boolean;
}

/** How an answer was read is always told, and why it cannot be read; a verdict and its reasons only when they are open. */
export function sealVerdict(verdict: SlotVerdict, name: GradientVerdictName, open: Openness): ShownVerdict {
  const { echo, diagnoses, counterexample, evidence } = verdict;
  const whole = name === "invalid" || (open.verdict && open.explanation);
  if (!whole)
    return {
      verdict: open.verdict ? name : null,
      echo,
      diagnoses: [],
      counterexample: null,
      evidence: null,
      sealed: true,
    };
  const { cells, points } = evidence;
  return {
    verdict: name,
    echo,
    diagnoses,
    counterexample: counterexample ?? null,
    evidence: { cells, points },
    sealed: false,
  };
}

/** How many graded slots a kit asks for, and how many of them the team may know to be correct. */
export function countCorrect(
  course: Course,
  problems: readonly GradientProblem[],
  answers: readonly Answer[],
  now: Date,
): { slots: number; correct: number } {
  const graded = problems.flatMap(({ id, slots }) =>
    slots
      .map((slot) => ({ problem: id, slot: slot.id }))
      .filter((at) => slotRule(course.kit, at.problem, at.slot).graded),
  );
  const correct = graded.filter(
    (at) =>
      opennessOf(course, at, now).verdict &&
      answers.some(({ problem, slot, verdict }) => problem === at.problem && slot === at.slot && verdict === "correct"),
  );
  return { slots: graded.length, correct: correct.length };
}
