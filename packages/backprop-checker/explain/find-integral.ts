import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { differentiate } from "../graph/differentiate.ts";
import type { Graph } from "../graph/graph.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { differAnywhere, sameValues, valuesAt } from "./same-values.ts";

/** Is the derivative of the answer one of these values: that whose derivative was asked for? */
export function findIntegral(
  trial: Trial,
  graph: Graph,
  integrals: readonly (readonly Column[])[],
): GradientDiagnosis | null {
  const { stations, first } = trial.slot.prepared;
  // Of most wrong answers the derivative of one entry, at few points, says already that it is none.
  const sample = derivativesOf(trial, graph, 1);
  if (sample === null) return null;
  const values = valuesAt(first, sample);
  if (integrals.every((integral) => differAnywhere(values, integral))) return null;
  const derivatives = derivativesOf(trial, graph, trial.nodes.length);
  if (derivatives === null) return null;
  const found = valuesAt(stations, derivatives);
  if (!integrals.some((integral) => sameValues(found, integral, stations))) return null;
  return { code: "integrated", message: "That is the integral; asked for is the derivative." };
}

/** The derivatives of the first `count` entries, each by what its truth is derived by; null if one is 0 everywhere. */
function derivativesOf({ slot, nodes }: Trial, graph: Graph, count: number) {
  const derivatives = nodes.slice(0, count).map((node, n) => {
    const seed = slot.places[n]?.seed;
    return seed === undefined ? null : differentiate(graph, node, seed);
  });
  const found = derivatives.filter((node) => node !== null);
  return found.length === derivatives.length ? found : null;
}

/** The value whose derivative is asked for, and the same times the upstream gradient, at the problem's points. */
export function integralsOf({ model }: CompiledProblem, slot: ReadySlot, graph: Graph): Column[][] {
  const [upstream] = slot.target.of.name === "E" ? model.upstream : [];
  const output = upstream === undefined ? null : model.scope.values.get(upstream.of);
  const gradient = upstream === undefined ? undefined : model.scope.values.get(upstream.name);
  const values = slot.places.map(({ root }, n) =>
    output === null ? root : output?.nodes[output.nodes.length === 1 ? 0 : n],
  );
  const wanted = values.filter((node) => node !== undefined);
  if (wanted.length < values.length) return [];
  const scaled = wanted.map((node, n) => {
    const factor = gradient?.nodes[gradient.nodes.length === 1 ? 0 : n];
    return factor === undefined ? node : graph.apply("multiply", factor, node);
  });
  return [wanted, scaled].map((nodes) => valuesAt(slot.prepared.stations, nodes));
}
