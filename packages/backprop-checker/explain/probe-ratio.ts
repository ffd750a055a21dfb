import type { GradientDiagnosis } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { columnFor } from "../evaluate/evaluate.ts";
import type { Node } from "../graph/node.ts";
import type { Trial } from "../judge/weigh-answer.ts";

const mostRatios = 120;
/** By chance a dozen ratios do not agree to twelve digits. */
const fewestRatios = 12;

/** The answer divided by the truth, at every point that tells, and how far rounding may have moved it, as a share. */
type Ratio = { entry: number; station: number; value: number; error: number };

/**
 * Is the answer the truth times one number, or times or without one factor, at every point? A sign, a constant, a
 * missing or doubled upstream gradient and a forgotten symbol show here.
 */
export function probeRatio(trial: Trial, answers: readonly Column[]): GradientDiagnosis | null {
  const ratios = ratiosOf(trial, answers);
  if (ratios.length < fewestRatios) return null;
  const first = ratios.reduce((best, ratio) => (ratio.error < best.error ? ratio : best));
  const near = (one: number, other: number, { error }: Ratio) => Math.abs(one - other) <= error * Math.abs(other);
  if (ratios.every((ratio) => near(ratio.value, first.value, ratio))) return constantRatio(first.value);
  for (const factor of factorsOf(trial)) {
    const values = (ratio: Ratio) => factor.columns[ratio.entry]?.values[ratio.station] ?? Number.NaN;
    for (const sign of [1, -1]) {
      if (ratios.every((ratio) => near(ratio.value, sign * values(ratio), ratio))) return extraFactor(factor, sign);
      if (ratios.every((ratio) => near(ratio.value * values(ratio), sign, ratio))) return missingFactor(factor, sign);
    }
  }
  return null;
}

function ratiosOf({ slot }: Trial, answers: readonly Column[]): Ratio[] {
  const ratios: Ratio[] = [];
  const { truths, points } = slot.prepared.stations;
  const stride = Math.max(1, Math.floor((truths.length * points.length) / mostRatios));
  for (const [entry, truth] of truths.entries()) {
    const answer = answers[entry];
    if (answer === undefined) continue;
    for (let station = entry % stride; station < points.length; station += stride) {
      const expected = truth.values[station] ?? Number.NaN;
      const got = answer.values[station] ?? Number.NaN;
      const bound = Math.max(answer.bounds[station] ?? 0, truth.bounds[station] ?? 0);
      // Next to 0 rounding decides whether 0/0 or a number comes out: such a point speaks for no ratio and against none.
      const unknown = bound === Number.POSITIVE_INFINITY;
      if (unknown || (expected === 0 && Math.abs(got) <= 4 * bound)) continue;
      if (bound < 1e-10 * Math.abs(expected) || expected === 0) {
        const spread =
          (truth.bounds[station] ?? 0) / Math.abs(expected) + (answer.bounds[station] ?? 0) / Math.abs(got);
        ratios.push({
          entry,
          station,
          value: got / expected,
          error: 1e-12 + (Number.isFinite(spread) ? 4 * spread : 0),
        });
      }
    }
  }
  return ratios;
}

function constantRatio(ratio: number): GradientDiagnosis | null {
  if (!Number.isFinite(ratio) || ratio === 0) return null;
  if (Math.abs(ratio + 1) < 1e-12) return { code: "sign", message: "The sign is wrong." };
  if (Math.abs(ratio - 1) < 1e-12) return null;
  return { code: "constant-factor", message: `The answer is ${nice(ratio)} times the derivative.` };
}

/** 0.333… as 1/3: people think in fractions. */
function nice(ratio: number): string {
  for (let below = 1; below <= 12; below += 1) {
    const above = ratio * below;
    if (Math.abs(above - Math.round(above)) < 1e-12 * below)
      return below === 1 ? `${Math.round(above)}` : `${Math.round(above)}/${below}`;
  }
  return `${Number(ratio.toPrecision(13))}`;
}

type Factor = { name: string; upstream: boolean; columns: readonly Column[] };

/** Single numbers of the problem, and the entries of vectors at the free indices. */
function factorsOf({ problem, slot }: Trial): Factor[] {
  const { model } = problem;
  const { columns } = slot.prepared.stations;
  const upstream = new Set(model.upstream.map(({ name }) => name));
  const factors: Factor[] = [];
  for (const [name, value] of model.scope.values) {
    const add = (label: string, nodes: (Node | undefined)[]) => {
      if (nodes.includes(undefined)) return;
      const found = nodes.filter((node) => node !== undefined).map((node) => columnFor(columns, node));
      // A label of 0 or 1 as a factor only says where the answer is right.
      if (found.every(({ values }) => values.every((number) => number === 0 || number === 1))) return;
      factors.push({ name: label, upstream: upstream.has(name), columns: found });
    };
    if (value.shape.length === 0)
      add(
        name,
        slot.truths.map(() => value.nodes[0]),
      );
    if (value.shape.length !== 1 || slot.shape.length > 0) continue;
    for (const index of slot.tuples[0]?.keys() ?? []) {
      add(
        `${name}[${index}]`,
        slot.tuples.map((tuple) => value.nodes[(tuple.get(index) ?? 0) - 1]),
      );
    }
  }
  return factors.sort((one, other) => Number(other.upstream) - Number(one.upstream));
}

function extraFactor({ name, upstream }: Factor, sign: number): GradientDiagnosis {
  const also = sign < 0 ? " The sign is wrong, too." : "";
  if (upstream) return { code: "doubled-upstream", message: `There is one ${name} too many.${also}` };
  return { code: "symbol-factor", message: `There is a factor ${name} too many.${also}` };
}

function missingFactor({ name, upstream }: Factor, sign: number): GradientDiagnosis {
  const also = sign < 0 ? " The sign is wrong, too." : "";
  if (!upstream) return { code: "symbol-factor", message: `A factor ${name} is missing.${also}` };
  const message = `The error that arrives from above, ${name}, is missing: multiply by it.${also}`;
  return { code: "missing-upstream", message };
}
