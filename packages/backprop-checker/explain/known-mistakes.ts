import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import { parseAnswer } from "../grammar/parse-answer.ts";
import { readably } from "../grammar/unreadable.ts";
import { affordably } from "../graph/elaborate.ts";
import { type Graph, GraphFull } from "../graph/graph.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { integralsOf } from "./find-integral.ts";
import { furtherMutants, type Mutant, tellingMutants } from "./mutants.ts";

/** A mistake, and the value that an answer has at the problem's points if it makes it. */
export type KnownMistake = { diagnosis: GradientDiagnosis; values: readonly Column[] };
export type KnownMistakes = Readonly<Record<"authors" | "telling" | "further", readonly KnownMistake[]>> & {
  /** What the derivative of an answer is worth that was integrated instead. */
  integrals: readonly (readonly Column[])[];
};

/** What all mutants of one slot together may cost, in operations of the graph. */
const largestFamily = 120_000;

/** The mutants of a slot with their values. They depend on the problem only: made with the first wrong answer, and kept. */
export function knownMistakes(problem: CompiledProblem, slot: ReadySlot): KnownMistakes {
  const graph = problem.model.graph.fork(largestFamily);
  return {
    authors: evaluated(slot, authorsMistakes(problem, slot, graph)),
    telling: evaluated(slot, tellingMutants(problem, slot, graph)),
    further: evaluated(slot, furtherMutants(problem, slot, graph)),
    integrals: integralsOf(problem, slot, problem.model.graph.fork(largestFamily)),
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

/** `feedback` of the slot: wrong answers that the author foresaw, in the author's words. */
function* authorsMistakes({ model }: CompiledProblem, slot: ReadySlot, graph: Graph): Generator<Mutant> {
  for (const known of slot.source.feedback ?? []) {
    const read = parseAnswer(known.if, slot.names);
    if (!read.ok) continue;
    const nodes = readably(() => affordably(() => answerNodes(slot, read.value.tree, model, graph)));
    if (nodes.ok) yield { code: `author:${known.code}`, message: known.message, nodes: nodes.value };
  }
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
