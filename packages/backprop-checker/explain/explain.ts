import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import type { Expression } from "../grammar/tree.ts";
import { readably } from "../grammar/unreadable.ts";
import { affordably } from "../graph/elaborate.ts";
import { type Graph, GraphFull } from "../graph/graph.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import { findIntegral } from "./find-integral.ts";
import { type KnownMistake, once } from "./known-mistakes.ts";
import { probeParts, tallyParts } from "./probe-parts.ts";
import { probeRatio } from "./probe-ratio.ts";
import { type Repair, renamingsOf, repairsOf } from "./repairs.ts";
import { differAnywhere, sameValues, valuesAt } from "./same-values.ts";

/** What explaining may cost, in operations of the graph. */
const largestSearch = 60_000;

/** Why an answer is wrong: the most telling mistake that explains it, then the author's own words where they fit. */
export function explain(trial: Trial, miss: { got: number | null }, answers: readonly Column[]): GradientDiagnosis[] {
  if (miss.got === null) {
    const message = "The answer is undefined, or infinite, at a point where the derivative has a value.";
    return [{ code: "undefined-here", message }];
  }
  // On top of the answer's graph: nodes of two forks side by side would be taken for each other.
  const graph = trial.graph.fork(largestSearch);
  const author = findMistake(trial, answers, trial.slot.mistakes().authors);
  const found = search(trial, graph, answers);
  const first: GradientDiagnosis = found ?? { code: "wrong-value", message: "The value differs from the derivative." };
  return author === null ? [first] : [first, author];
}

function search(trial: Trial, graph: Graph, answers: readonly Column[]): GradientDiagnosis | null {
  const { stations } = trial.slot.prepared;
  if (sameValues(answers, stations.truths, stations)) {
    const message = "The answer is right in most places, but not everywhere: look at the place that is shown.";
    return { code: "right-on-part", message };
  }
  const parts = once(() => tallyParts(trial, answers));
  try {
    return (
      probeRatio(trial, answers) ??
      findMistake(trial, answers, trial.slot.mistakes().telling) ??
      findRepair(trial, graph) ??
      probeParts(trial, parts(), "telling") ??
      findMistake(trial, answers, trial.slot.mistakes().further) ??
      findIntegral(trial, graph, trial.slot.mistakes().integrals) ??
      findRenaming(trial, graph) ??
      probeParts(trial, parts(), "any")
    );
  } catch (error) {
    if (error instanceof GraphFull) return probeParts(trial, parts(), "any");
    throw error;
  }
}

function findMistake(
  { slot }: Trial,
  answers: readonly Column[],
  mistakes: readonly KnownMistake[],
): GradientDiagnosis | null {
  const { stations } = slot.prepared;
  return mistakes.find(({ values }) => sameValues(answers, values, stations))?.diagnosis ?? null;
}

/** Does one mended mistake make the answer right? */
function findRepair(trial: Trial, graph: Graph): GradientDiagnosis | null {
  const { slot, tree } = trial;
  const indices = [...(slot.tuples[0]?.keys() ?? [])];
  const matrices = [...trial.problem.model.scope.values.values()].some(({ shape }) => shape.length === 2);
  const upstream = trial.problem.model.upstream.map(({ name }) => name);
  return firstMended(trial, graph, repairsOf(tree, indices, matrices, upstream));
}

/** Would the answer be right with one name in place of another? */
function findRenaming(trial: Trial, graph: Graph): GradientDiagnosis | null {
  const ranks = new Map([...trial.problem.model.scope.values].map(([name, { shape }]) => [name, shape.length]));
  return firstMended(trial, graph, renamingsOf(trial.tree, ranks));
}

function firstMended(trial: Trial, graph: Graph, repairs: readonly Repair[]): GradientDiagnosis | null {
  const few = { ...trial.slot, tuples: trial.slot.tuples.slice(0, 2) };
  for (const { code, message, tree } of repairs) {
    if (mends(trial, graph, few, tree) && mends(trial, graph, trial.slot, tree)) return { code, message };
  }
  return null;
}

/** Is this tree right, for the given choice of the slot's indices? */
function mends(trial: Trial, graph: Graph, slot: Trial["slot"], tree: Expression): boolean {
  const { stations, first } = slot.prepared;
  const nodes = readably(() => affordably(() => answerNodes(slot, tree, trial.problem.model, graph)));
  if (!nodes.ok) return false;
  // A change that changes nothing mends nothing.
  if (slot === trial.slot && nodes.value.every((node, n) => node === trial.nodes[n])) return false;
  if (differAnywhere(valuesAt(first, nodes.value), first.truths)) return false;
  return sameValues(valuesAt(stations, nodes.value), stations.truths, stations);
}
