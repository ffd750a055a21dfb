import { labelOf } from "../compare/cells.ts";

/** Labels of one cell, separated by blanks, best first, each once: a label that is repeated counts at its first place. */
export function rankedLabels(cell: string | undefined): string[] {
  return [...new Set((cell ?? "").split(/\s+/).filter(Boolean).map(labelOf))];
}
