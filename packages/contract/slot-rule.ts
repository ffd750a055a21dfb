import type { Kit } from "./kit.ts";

/** How answers to one slot of a problem are taken and shown. */
export interface SlotRule {
  /** Whether the slot gives points. Practice does not. */
  graded: boolean;
  /** How many answers of a team are judged; null for any number. */
  tries: number | null;
  /** When a team learns whether its answer is right, and when it learns why not. */
  verdict: "at-once" | "after-deadline";
  explanation: "at-once" | "after-deadline";
}

/** The kit's rule for a slot. A kit that says nothing grades every slot and explains at once. */
export function slotRule({ gradients }: Pick<Kit, "gradients">, problem: string, slot: string): SlotRule {
  const open = { tries: null, verdict: "at-once", explanation: "at-once" } as const;
  if (gradients === undefined) return { graded: true, ...open };
  if ([problem, `${problem}/${slot}`].some((name) => gradients.practice.includes(name)))
    return { graded: false, ...open };
  const { tries = null, verdict } = gradients;
  return { graded: true, tries, verdict, explanation: "after-deadline" };
}
