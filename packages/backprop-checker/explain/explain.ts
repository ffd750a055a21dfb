import type { GradientDiagnosis } from "@gradmark/contract";
import { type Expression, partsOf } from "../grammar/tree.ts";
import type { Node } from "../graph/node.ts";
import { compareAnswer, type Miss } from "../judge/compare-answer.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";

/** Why an answer is wrong, the most telling reason first. */
export function explain(
  problem: CompiledProblem,
  slot: ReadySlot,
  tree: Expression,
  nodes: readonly Node[],
  miss: Miss,
): GradientDiagnosis[] {
  if (miss.got === null) {
    return [{ code: "undefined-here", message: "The answer is undefined at a point where the derivative exists." }];
  }
  const upstream = problem.model.upstream.map(({ name }) => name);
  const unused = upstream.length > 0 && slot.target.of.name === "E" && !upstream.some((name) => mentions(tree, name));
  if (unused) {
    const message = `The answer does not use ${upstream.join(" or ")}: the error that arrives from above is missing.`;
    return [{ code: "upstream-unused", message }];
  }
  return [probeRatio(slot, nodes) ?? { code: "wrong-value", message: "The value differs from the derivative." }];
}

function mentions(tree: Expression, name: string): boolean {
  return (tree.kind === "name" && tree.name === name) || partsOf(tree).some((part) => mentions(part, name));
}

/** Is the answer the truth times one number at every point? */
function probeRatio(slot: ReadySlot, nodes: readonly Node[]): GradientDiagnosis | null {
  const { values } = compareAnswer(nodes, slot.prepared, slot.prepared.stations, () => "");
  const ratios: number[] = [];
  for (const [n, station] of slot.prepared.stations.entries()) {
    for (const [entry, expected] of station.values.entries()) {
      const got = values[n]?.[entry] ?? Number.NaN;
      const informative = (station.bounds[entry] ?? 0) < 1e-9 * Math.abs(expected);
      if (informative && Number.isFinite(got)) ratios.push(got / expected);
    }
  }
  const [first] = ratios;
  if (first === undefined || ratios.length < 24) return null;
  if (!ratios.every((ratio) => Math.abs(ratio - first) <= 1e-8 * Math.abs(first))) return null;
  if (Math.abs(first + 1) < 1e-8) return { code: "sign", message: "The sign is wrong." };
  if (first === 0) return null;
  return { code: "constant-factor", message: `The answer is ${Number(first.toPrecision(6))} times the derivative.` };
}
