import type { Column } from "../evaluate/column.ts";
import { type Columns, columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { CompiledSlot, InputSymbol, Model } from "../problem/compiled-problem.ts";
import { type Branch, branchesOf, sidesAt } from "../sample/branches.ts";
import { coverCells, drawAllowed, type Sampler } from "../sample/cover-cells.ts";
import { type Draw, isContinuous, type Point } from "../sample/draw-point.ts";
import { seededRandom } from "../sample/random.ts";

/** Points with what is true there: a column for each truth and each named value, and the cell of each point. */
export type Stations = {
  points: readonly Point[];
  columns: Columns;
  truths: readonly Column[];
  /** The largest truth at each point: what a zero truth is measured by. */
  scales: Float64Array;
  cells: readonly string[];
};

/** All that does not depend on an answer: the truth at the points where every answer is tried first. */
export type PreparedSlot = {
  stations: Stations;
  /** The first few of them: most wrong explanations fail there already. */
  first: Stations;
  branches: readonly Branch[];
  branchKeys: ReadonlySet<string>;
  /** The usual size of a truth, for points where all truths are 0. */
  usual: number;
  /** Every symbol has been tried beyond numbers up to this one. */
  reach: number;
};

const plan: readonly [Draw["where"], number][] = [
  ["inside", 24],
  ["beyond", 8],
  ["small", 6],
  ["whole", 6],
  ["ends", 4],
];

/** Draws the first points from the problem's own seed and covers the branch cells of the truth. */
export function prepareSlot(model: Model, slot: CompiledSlot): PreparedSlot {
  const sampler = samplerOf(model, slot, "truth");
  const branches = branchesOf(slot.truths);
  const first = plan.flatMap(([where, count]) => drawAllowed(sampler, { where } as Draw, count));
  const points = [...first, ...coverCells(first, branches, sampler, [], 2)];
  const stations = stationsAt(model, slot, branches, points);
  const sizes = [...stations.scales].filter((scale) => scale > 0).sort((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 1;
  const branchKeys = new Set(branches.map((branch) => branch.key));
  return { stations, first: firstOf(stations, 8), branches, branchKeys, usual, reach: reachOf(model.inputs, points) };
}

function firstOf({ points, columns, truths, scales, cells }: Stations, count: number): Stations {
  const cut = ({ values, bounds }: Column): Column => ({
    values: values.subarray(0, count),
    bounds: bounds.subarray(0, count),
  });
  return {
    points: points.slice(0, count),
    columns: new Map([...columns].map(([node, column]) => [node, cut(column)])),
    truths: truths.map(cut),
    scales: scales.subarray(0, count),
    cells: cells.slice(0, count),
  };
}

/** Evaluates the truth, and every value that an answer may name, at these points. */
export function stationsAt(
  model: Model,
  slot: CompiledSlot,
  branches: readonly Branch[],
  points: readonly Point[],
): Stations {
  const named = [...model.scope.values.values()].flatMap((value) => value.nodes);
  const columns = evaluate([...slot.truths, ...named], points);
  const truths = slot.truths.map((truth) => columnFor(columns, truth));
  const scales = Float64Array.from(points, (_, n) =>
    truths.reduce((most, { values }) => Math.max(most, Math.abs(values[n] ?? 0) || 0), 0),
  );
  return { points, columns, truths, scales, cells: sidesAt(branches, points, columns) };
}

/** The same stream of points for the same problem, slot and purpose: same answer, same verdict. */
export function samplerOf(model: Model, slot: CompiledSlot, purpose: string): Sampler {
  const { constraints } = model;
  return {
    inputs: model.inputs,
    random: seededRandom(`${model.source.id} ${slot.source.id} ${purpose}`),
    allowed: (points) => {
      if (constraints.length === 0) return [...points];
      const columns = evaluate(constraints, points);
      return points.filter((_, n) => constraints.every((node) => columnFor(columns, node).values[n] === 1));
    },
  };
}

/** Four points at least lie beyond this number in every symbol that may be anything. */
function reachOf(inputs: readonly InputSymbol[], points: readonly Point[]): number {
  const free = inputs.filter((symbol) => isContinuous(symbol) && symbol.domain?.only !== true && !symbol.upstream);
  const reaches = free.map((symbol) => {
    const sizes = points.map((point) => Math.abs(point[symbol.offset] ?? 0)).sort((one, other) => other - one);
    return sizes[3] ?? 0;
  });
  return Math.min(...reaches, Number.POSITIVE_INFINITY);
}
