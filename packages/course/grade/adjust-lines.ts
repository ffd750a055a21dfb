import type { GradeAdjustment, GradeLine } from "@gradmark/contract";

/**
 * What adjustments make of an amount, one line each in the order in which they were made, and never less than nothing.
 * `isSet` when one of them replaced it, so that nothing is left open.
 */
export function adjustLines(
  amount: number,
  adjustments: readonly GradeAdjustment[],
  floor: string,
): { lines: GradeLine[]; isSet: boolean } {
  const lines: GradeLine[] = [];
  let present = amount;
  for (const { id, kind, amount: by, why } of adjustments) {
    const moved = kind === "set" ? by - present : by;
    present += moved;
    const label = kind === "set" ? `Set to ${by / 100}` : "Adjustment";
    lines.push({ label, amount: moved, why, evidence: [{ kind: "adjustment", id }], lines: [] });
  }
  if (present < 0) lines.push({ label: "No less than nothing", amount: -present, why: floor, evidence: [], lines: [] });
  return { lines, isSet: adjustments.some(({ kind }) => kind === "set") };
}
