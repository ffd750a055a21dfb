import type { GradientProblem, InputProblem, Parsed } from "@gradmark/contract";
import { knownMistakes, once } from "../explain/known-mistakes.ts";
import { prepareSlot } from "../judge/prepare-slot.ts";
import { buildModel, guarded, ProblemFault } from "./build-model.ts";
import { compileSlot } from "./compile-slot.ts";
import type { CompiledProblem, ReadySlot } from "./compiled-problem.ts";

/** Builds a problem's graph, derives its truths and draws the points at which answers are tried. */
export function compileProblem(source: GradientProblem): Parsed<CompiledProblem> {
  try {
    const model = buildModel(source);
    const ids = new Set<string>();
    const slots: ReadySlot[] = [];
    const problem: CompiledProblem = { model, slots };
    for (const [n, slot] of source.slots.entries()) {
      if (ids.has(slot.id))
        throw new ProblemFault("duplicate-name", `slots.${n}.id`, `the slot ${slot.id} is there twice.`);
      ids.add(slot.id);
      const compiled = guarded(`slots.${n}`, () => compileSlot(model, slot, n));
      const prepared = prepareSlot(model, compiled);
      if (prepared.stations.points.length < 24) {
        throw new ProblemFault("bad-expression", "constraints", "no points were found that fulfil the constraints.");
      }
      const ready: ReadySlot = { ...compiled, prepared, mistakes: once(() => knownMistakes(problem, ready)) };
      slots.push(ready);
    }
    return { ok: true, value: problem };
  } catch (error) {
    if (!(error instanceof ProblemFault)) throw error;
    const problem: InputProblem = { code: error.code, path: error.path, message: error.message };
    return { ok: false, problems: [problem] };
  }
}
