import { parseAnswer } from "../grammar/parse-answer.ts";
import { printTex } from "../grammar/print-tex.ts";
import type { Expression } from "../grammar/tree.ts";
import { treeOf, writtenSize } from "../graph/to-tree.ts";
import type { CompiledProblem, ReadySlot } from "./compiled-problem.ts";

/** A derived truth of more operations than this is not for reading. */
const longest = 200;

/**
 * The derivative of each slot as TeX: the author's reference, which `crossCheckProblem` holds against the derived
 * truth; without one the truth as it was derived, for the first choice of the indices. Empty where that is too long.
 */
export function truths(problem: CompiledProblem): { slot: string; tex: string }[] {
  const names = new Map(Object.entries(problem.model.source.tex));
  return problem.slots.map((slot) => {
    const tree = referenceOf(slot) ?? derivedOf(slot);
    return { slot: slot.source.id, tex: tree === null ? "" : printTex(tree, names) };
  });
}

function referenceOf({ source, names }: ReadySlot): Expression | null {
  if (source.reference === undefined) return null;
  const read = parseAnswer(source.reference, names);
  return read.ok ? read.value.tree : null;
}

function derivedOf({ truths: [first] }: ReadySlot): Expression | null {
  return first === undefined || writtenSize(first, longest) >= longest ? null : treeOf(first);
}
