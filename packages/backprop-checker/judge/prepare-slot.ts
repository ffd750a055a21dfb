import { runTape } from "../evaluate/run-tape.ts";
import { compileTape, type Tape } from "../evaluate/tape.ts";
import type { CompiledSlot, Model } from "../problem/compiled-problem.ts";
import { branchesOf, compileSides, type Sides } from "../sample/branches.ts";
import { coverCells, drawAllowed, type Sampler } from "../sample/cover-cells.ts";
import type { Draw, Point } from "../sample/draw-point.ts";
import { seededRandom } from "../sample/random.ts";

/** A point with what is true there: values and rounding bounds of all truths of the slot, and its cell. */
export type Station = {
  point: Point;
  values: Float64Array;
  bounds: Float64Array;
  /** The largest truth at the point: what a zero truth is measured by. */
  scale: number;
  cell: string;
};

/** All that does not depend on an answer: the truth at the points where every answer is tried first. */
export type PreparedSlot = {
  tape: Tape;
  sides: Sides;
  branchKeys: ReadonlySet<string>;
  stations: readonly Station[];
  /** The usual size of a truth, for points where all truths are 0. */
  usual: number;
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
  const tape = compileTape(slot.truths);
  const sides = compileSides(branches);
  const first = plan.flatMap(([where, count]) =>
    Array.from({ length: count }, () => drawAllowed(sampler, { where } as Draw)).filter((point) => point !== null),
  );
  const points = [...first, ...coverCells(first, sides, sampler, [])];
  const prepared: PreparedSlot = {
    tape,
    sides,
    branchKeys: new Set(branches.map((branch) => branch.key)),
    stations: [],
    usual: 1,
  };
  const stations = points.map((point) => stationAt(prepared, point));
  const sizes = stations.map((station) => station.scale).filter((scale) => scale > 0);
  sizes.sort((one, other) => one - other);
  return { ...prepared, stations, usual: sizes[Math.floor(sizes.length / 2)] ?? 1 };
}

/** The same stream of points for the same problem, slot and purpose: same answer, same verdict. */
export function samplerOf(model: Model, slot: CompiledSlot, purpose: string): Sampler {
  const constraints = compileTape(model.constraints);
  return {
    inputs: model.inputs,
    random: seededRandom(`${model.source.id} ${slot.source.id} ${purpose}`),
    allowed: (point) => {
      if (model.constraints.length === 0) return true;
      runTape(constraints, point);
      return constraints.roots.every((root) => constraints.values[root] === 1);
    },
  };
}

export function stationAt(prepared: PreparedSlot, point: Point): Station {
  const { tape, sides } = prepared;
  runTape(tape, point);
  const values = Float64Array.from(tape.roots, (root) => tape.values[root] ?? Number.NaN);
  const bounds = Float64Array.from(tape.roots, (root) => tape.bounds[root] ?? 0);
  const scale = values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  return { point, values, bounds, scale, cell: sides.at(point) };
}
