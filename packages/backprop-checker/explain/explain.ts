import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { Expression } from "../grammar/tree.ts";
import { readably } from "../grammar/unreadable.ts";
import { differentiate } from "../graph/differentiate.ts";
import { affordably } from "../graph/elaborate.ts";
import { type Graph, GraphFull } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { Stations } from "../judge/prepare-slot.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { KnownMistake } from "./known-mistakes.ts";
import { probeParts } from "./probe-parts.ts";
import { probeRatio } from "./probe-ratio.ts";
import { type Repair, renamingsOf, repairsOf } from "./repairs.ts";
import { differAnywhere, sameValues } from "./same-values.ts";

/** What explaining may cost, in operations of the graph. */
const largestSearch = 60_000;

/** Why an answer is wrong: the most telling mistake that explains it, then the author's own words where they fit. */
export function explain(trial: Trial, miss: { got: number | null }, answers: readonly Column[]): GradientDiagnosis[] {
  if (miss.got === null) {
    const message = "The answer is undefined, or infinite, at a point where the derivative has a value.";
    return [{ code: "undefined-here", message }];
  }
  const graph = trial.problem.model.graph.fork(largestSearch);
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
  try {
    return (
      probeRatio(trial, answers) ??
      findMistake(trial, answers, trial.slot.mistakes().telling) ??
      findRepair(trial, graph) ??
      probeParts(trial, answers, "telling") ??
      findMistake(trial, answers, trial.slot.mistakes().further) ??
      findIntegral(trial, graph) ??
      findRenaming(trial, graph) ??
      probeParts(trial, answers, "any")
    );
  } catch (error) {
    if (error instanceof GraphFull) return probeParts(trial, answers, "any");
    throw error;
  }
}

function valuesOf({ slot }: Trial, nodes: readonly Node[]): Column[] {
  return valuesAt(slot.prepared.stations, nodes);
}

function valuesAt({ points, columns }: Stations, nodes: readonly Node[]): Column[] {
  const found = evaluate(nodes, points, columns);
  return nodes.map((node) => columnFor(found, node));
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
  if (differAnywhere(valuesAt(first, nodes.value), first.truths)) return false;
  return sameValues(valuesAt(stations, nodes.value), stations.truths, stations);
}

/** Is the derivative of the answer the value whose derivative was asked for? */
function findIntegral(trial: Trial, graph: Graph): GradientDiagnosis | null {
  const { slot, problem } = trial;
  const upstream = slot.target.of.name === "E" ? problem.model.upstream : [];
  const output = upstream[0] === undefined ? null : problem.model.scope.values.get(upstream[0].of);
  const derivatives = trial.nodes.map((node, n) => {
    const seed = slot.places[n]?.seed;
    return seed === undefined ? null : differentiate(graph, node, seed);
  });
  const values = slot.places.map(({ root }, n) =>
    output === null ? root : output?.nodes[output.nodes.length === 1 ? 0 : n],
  );
  if (derivatives.includes(null) || values.includes(undefined)) return null;
  const found = valuesOf(
    trial,
    derivatives.filter((node) => node !== null),
  );
  const wanted = values.filter((node) => node !== undefined);
  const gradient = upstream[0] === undefined ? undefined : problem.model.scope.values.get(upstream[0].name);
  const scaled = wanted.map((node, n) => {
    const factor = gradient?.nodes[gradient.nodes.length === 1 ? 0 : n];
    return factor === undefined ? node : graph.apply("multiply", factor, node);
  });
  for (const nodes of [wanted, scaled]) {
    if (sameValues(found, valuesOf(trial, nodes), slot.prepared.stations)) {
      return { code: "integrated", message: "That is the integral; asked for is the derivative." };
    }
  }
  return null;
}
