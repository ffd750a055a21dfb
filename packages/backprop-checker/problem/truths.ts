import { parseAnswer } from "../grammar/parse-answer.ts";
import { printTex } from "../grammar/print-tex.ts";
import type { CompiledProblem } from "./compiled-problem.ts";

/** The derivative of each slot as TeX: the author's reference, which the checker has held against its own. */
export function truths(problem: CompiledProblem): { slot: string; tex: string }[] {
  const names = new Map(Object.entries(problem.model.source.tex));
  return problem.slots.map((slot) => {
    const { reference, id } = slot.source;
    const read = reference === undefined ? null : parseAnswer(reference, slot.names);
    return { slot: id, tex: read?.ok ? printTex(read.value.tree, names) : "" };
  });
}
