import type { GradientVerdictName, RerunOutcome } from "@gradmark/contract";

/** One thing that section 1 asks for, and the best that the team answered; null when it has not answered. */
export interface SlotEvidence {
  problem: string;
  slot: string;
  points: number;
  verdict: GradientVerdictName | null;
}

/** All that a team's grade rests on. The same evidence gives the same grade, to the hundredth. */
export interface GradeEvidence {
  /** Every slot of the kit's problems, answered or not. */
  slots: readonly SlotEvidence[];
  /** Score of the final entry on the private rows, of the best one when several count; null without a scored entry. */
  privateScore: number | null;
  /** The benchmark's score on the same rows; null while there is none. */
  benchmarkScore: number | null;
  /** What the rerun of the result script found; `pending` while it waits or runs. */
  rerun: RerunOutcome | "pending" | "missing";
  report: "handed-in" | "missing";
  /** Points that a person gave, by part. No key: not graded yet. */
  marks: Readonly<Record<string, number>>;
  /** Extra credit that a person gave, by part: on top of its weight. */
  extra?: Readonly<Record<string, number>>;
}

/** The side of a gradient problem that is graded. */
export interface ProblemSlots {
  id: string;
  slots: readonly { id: string; points: number }[];
}

const bestFirst: readonly GradientVerdictName[] = ["correct", "undecided", "incorrect", "invalid"];

/**
 * The slots of a kit's problems with the best verdict among a team's answers: an answer that was right once stays
 * right, whatever was tried after it.
 */
export function slotEvidence(
  problems: readonly ProblemSlots[],
  answers: readonly { problem: string; slot: string; verdict: GradientVerdictName }[],
): SlotEvidence[] {
  return problems.flatMap(({ id: problem, slots }) =>
    slots.map(({ id: slot, points }) => {
      const verdicts = answers.filter((one) => one.problem === problem && one.slot === slot).map((one) => one.verdict);
      return { problem, slot, points, verdict: bestFirst.find((verdict) => verdicts.includes(verdict)) ?? null };
    }),
  );
}
