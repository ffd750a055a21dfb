import type { GradientDiagnosis } from "@gradmark/contract";
import { type Expression, partsOf } from "../grammar/tree.ts";
import { compareAnswer } from "../judge/compare-answer.ts";
import type { Trial } from "../judge/weigh-answer.ts";

/** Why an answer is wrong, the most telling reason first. */
export function explain(trial: Trial, miss: { got: number | null }): GradientDiagnosis[] {
  if (miss.got === null) {
    return [{ code: "undefined-here", message: "The answer is undefined at a point where the derivative exists." }];
  }
  const { problem, slot, tree } = trial;
  const upstream = problem.model.upstream.map(({ name }) => name);
  const unused = upstream.length > 0 && slot.target.of.name === "E" && !upstream.some((name) => mentions(tree, name));
  if (unused) {
    const message = `The answer does not use ${upstream.join(" or ")}: the error that arrives from above is missing.`;
    return [{ code: "upstream-unused", message }];
  }
  return [probeRatio(trial) ?? { code: "wrong-value", message: "The value differs from the derivative." }];
}

function mentions(tree: Expression, name: string): boolean {
  return (tree.kind === "name" && tree.name === name) || partsOf(tree).some((part) => mentions(part, name));
}

/** Is the answer the truth times one number at every point? */
function probeRatio({ slot, nodes }: Trial): GradientDiagnosis | null {
  const { stations } = slot.prepared;
  const { answers } = compareAnswer(nodes, stations, slot.prepared.usual);
  const ratios: number[] = [];
  for (const [entry, truth] of stations.truths.entries()) {
    for (const [n, expected] of truth.values.entries()) {
      const got = answers[entry]?.values[n] ?? Number.NaN;
      if ((truth.bounds[n] ?? 0) < 1e-9 * Math.abs(expected) && Number.isFinite(got)) ratios.push(got / expected);
    }
  }
  const [first] = ratios;
  if (first === undefined || ratios.length < 24) return null;
  if (!ratios.every((ratio) => Math.abs(ratio - first) <= 1e-8 * Math.abs(first))) return null;
  if (Math.abs(first + 1) < 1e-8) return { code: "sign", message: "The sign is wrong." };
  if (first === 0) return null;
  return { code: "constant-factor", message: `The answer is ${Number(first.toPrecision(6))} times the derivative.` };
}
