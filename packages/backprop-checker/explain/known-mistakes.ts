import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import { GraphFull } from "../graph/graph.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { furtherMutants, type Mutant, tellingMutants } from "./mutants.ts";

/** A mistake, and the value that an answer has at the problem's points if it makes it. */
export type KnownMistake = { diagnosis: GradientDiagnosis; values: readonly Column[] };
export type KnownMistakes = { telling: readonly KnownMistake[]; further: readonly KnownMistake[] };

/** What all mutants of one slot together may cost, in operations of the graph. */
const largestFamily = 120_000;

/** The mutants of a slot with their values. They depend on the problem only: made with the first wrong answer, and kept. */
export function knownMistakes(problem: CompiledProblem, slot: ReadySlot): KnownMistakes {
  const graph = problem.model.graph.fork(largestFamily);
  return {
    telling: evaluated(slot, tellingMutants(problem, slot, graph)),
    further: evaluated(slot, furtherMutants(problem, slot, graph)),
  };
}

/** Runs a computation once, when its result is first wanted. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function evaluated(slot: ReadySlot, mutants: Iterable<Mutant>): KnownMistake[] {
  const { points, columns } = slot.prepared.stations;
  const known: KnownMistake[] = [];
  try {
    for (const { code, message, nodes } of mutants) {
      const found = evaluate(nodes, points, columns);
      known.push({ diagnosis: { code, message }, values: nodes.map((node) => columnFor(found, node)) });
    }
  } catch (error) {
    if (!(error instanceof GraphFull)) throw error;
  }
  return known;
}
