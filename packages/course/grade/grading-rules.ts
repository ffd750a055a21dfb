import type { GradingRules, Kit, RubricItem } from "@gradmark/contract";
import { fromHundredths, shareOf, subtract, toHundredths } from "./hundredths.ts";

/** The rules with which a course begins: its kit's. */
export function rulesOfKit(kit: Kit): GradingRules {
  return { parts: kit.parts, late: kit.late ?? null, tolerance: kit.handIn.tolerance, benchmarkScore: null };
}

/** The kit as it would be if it had been written with these rules. */
export function kitUnder(kit: Kit, { parts, late, tolerance }: GradingRules): Kit {
  const { late: _, ...rest } = kit;
  return { ...rest, parts, ...(late && { late }), handIn: { ...kit.handIn, tolerance } };
}

/** What a person looks for in a part, and the most points that it can bring. Points as in the kit. */
export interface Rubric {
  items: readonly RubricItem[];
  cap: number;
}

/** The rubric of a part; null where no person gives points. */
export function rubricOf({ weight, grading }: GradingRules["parts"][number]): Rubric | null {
  if (grading.rule === "rubric") return { items: grading.items, cap: Math.min(grading.cap ?? weight, weight) };
  if (grading.rule !== "reproduces-entry" || grading.rerunShare === 1) return null;
  const whole = toHundredths(weight);
  const left = fromHundredths(subtract(whole, shareOf(whole, grading.rerunShare, 1)));
  return { items: grading.items ?? [], cap: Math.min(grading.cap ?? left, left) };
}
