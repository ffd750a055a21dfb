import type { InputSymbol } from "../problem/compiled-problem.ts";
import { type Branch, sidesAt } from "./branches.ts";
import { type Draw, drawPoint, isContinuous, type Point } from "./draw-point.ts";
import type { Random } from "./random.ts";

export type Sampler = {
  inputs: readonly InputSymbol[];
  random: Random;
  /** The points at which the problem's constraints hold. */
  allowed: (points: readonly Point[]) => Point[];
};

export const mostCells = 64;
export const pointsPerCell = 24;
const gaps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const searched = ["inside", "beyond", "small", "whole", "ends"] as const;

/** Up to `count` points that keep the constraints; fewer where most of what is drawn does not. */
export function drawAllowed(sampler: Sampler, draw: Draw, count: number): Point[] {
  const found: Point[] = [];
  for (let round = 0; round < 20 && found.length < count; round += 1) {
    const drawn = Array.from({ length: count }, () => drawPoint(sampler.inputs, draw, sampler.random));
    found.push(...sampler.allowed(drawn));
  }
  return found.slice(0, count);
}

/**
 * New points so that every side of every branch is seen, each breakpoint from both sides at gaps from 1e-1 down to
 * 1e-6, and each cell (one choice of sides, at most 64 cells) holds `pointsPerCell` points. `past` are numbers of
 * the answer beyond which a branch may turn; `pairs` says how many lines are searched for each breakpoint.
 */
export function coverCells(
  known: readonly Point[],
  branches: readonly Branch[],
  sampler: Sampler,
  past: readonly number[],
  pairs: number,
): Point[] {
  if (branches.length === 0) return [];
  const cover: Cover = { branches, sampler, seen: [] };
  look(cover, known);
  const searchedBranches = Math.min(branches.length, mostCells);
  for (let branch = 0; branch < searchedBranches; branch += 1) hunt(cover, branch, past);
  for (let branch = 0; branch < searchedBranches; branch += 1) {
    for (let pair = 0; pair < pairs; pair += 1) straddle(cover, branch);
  }
  fillCells(cover);
  return cover.seen.slice(known.length).map(({ point }) => point);
}

type Cover = { branches: readonly Branch[]; sampler: Sampler; seen: { point: Point; side: string }[] };

function look({ branches, seen }: Cover, points: readonly Point[]): void {
  const sides = sidesAt(branches, points);
  points.forEach((point, n) => {
    seen.push({ point, side: sides[n] ?? "" });
  });
}

/** Looks for the side of a branch that no point has taken yet. */
function hunt(cover: Cover, branch: number, past: readonly number[]): void {
  const { seen, sampler } = cover;
  if (seen.some(({ side }) => side[branch] === "+") && seen.some(({ side }) => side[branch] === "-")) return;
  const draws: Draw[] = [
    ...searched.map((where) => ({ where })),
    ...past.map((far) => ({ where: "past", past: far }) as const),
  ];
  look(
    cover,
    draws.flatMap((draw) => drawAllowed(sampler, draw, 8)),
  );
}

/**
 * Finds a breakpoint on the line between two points on different sides, and takes points either side of it. Each
 * round looks at 32 places at once, so six rounds find it to 1e-9 of the line.
 */
function straddle(cover: Cover, branch: number): void {
  const { sampler, branches } = cover;
  const one = branches[branch];
  const from = pickSide(cover, branch, "-");
  const to = pickSide(cover, branch, "+");
  if (one === undefined || from === null || to === null) return;
  const end = withDiscreteOf(from, to, sampler.inputs);
  let [low, high] = [0, 1];
  for (let round = 0; round < 6; round += 1) {
    const steps = Array.from({ length: 33 }, (_, n) => low + ((high - low) * n) / 32);
    const sides = sidesAt(
      [one],
      steps.map((step) => between(from, end, step)),
    );
    const turn = sides.findIndex((side, n) => n > 0 && side !== "-");
    if (turn < 0) return;
    [low, high] = [steps[turn - 1] ?? low, steps[turn] ?? high];
  }
  const length = from.reduce((most, value, n) => Math.max(most, Math.abs(value - (end[n] ?? 0))), 0);
  const steps = gaps
    .flatMap((gap) => [low - gap / length, high + gap / length])
    .filter((step) => step >= 0 && step <= 1);
  look(cover, sampler.allowed(steps.map((step) => between(from, end, step))));
}

function pickSide({ seen, sampler }: Cover, branch: number, sign: string): Point | null {
  const there = seen.filter(({ side }) => side[branch] === sign);
  return there[Math.floor(sampler.random() * there.length)]?.point ?? null;
}

/** Fills thin cells with points near their members, ever closer until they stay inside. */
function fillCells({ branches, sampler, seen }: Cover): void {
  const cells = new Map<string, Point[]>();
  for (const { point, side } of seen) {
    const members = cells.get(side);
    if (members !== undefined) members.push(point);
    else if (!side.includes("0") && cells.size < mostCells) cells.set(side, [point]);
  }
  for (const [side, members] of cells) {
    for (let round = 0; members.length < pointsPerCell && round < 6; round += 1) {
      const wanted = pointsPerCell - members.length;
      const first = members.length;
      const drawn = Array.from({ length: 2 * wanted }, (_, n) =>
        near(members[n % first] ?? new Float64Array(), 10 ** -(round + n / wanted / 2), sampler),
      );
      const points = sampler.allowed(drawn);
      const sides = sidesAt(branches, points);
      const inside = points.filter((_, n) => sides[n] === side).slice(0, wanted);
      members.push(...inside);
      seen.push(...inside.map((point) => ({ point, side })));
    }
  }
}

/** A point near another: only what may vary continuously moves, and stays in its stated interval if it must. */
export function near(point: Point, radius: number, { inputs, random }: Sampler): Point {
  const moved = point.slice();
  for (const symbol of inputs) {
    if (!isContinuous(symbol)) continue;
    const [low, high] = symbol.domain?.only === true ? (symbol.domain.interval ?? []) : [];
    for (let n = symbol.offset; n < symbol.offset + symbol.count; n += 1) {
      const value = (point[n] ?? 0) + radius * (2 * random() - 1) * Math.max(0.1, Math.abs(point[n] ?? 0));
      moved[n] = Math.min(high ?? Infinity, Math.max(low ?? -Infinity, value));
    }
  }
  return moved;
}

function withDiscreteOf(from: Point, to: Point, inputs: readonly InputSymbol[]): Point {
  const point = to.slice();
  for (const symbol of inputs) {
    const domain = symbol.domain ?? {};
    if (isContinuous(symbol) || domain.simplex === true) continue;
    for (let n = symbol.offset; n < symbol.offset + symbol.count; n += 1) point[n] = from[n] ?? 0;
  }
  return point;
}

function between(from: Point, to: Point, step: number): Point {
  const point = new Float64Array(from.length);
  for (let n = 0; n < point.length; n += 1) {
    const value = from[n] ?? 0;
    point[n] = value + step * ((to[n] ?? 0) - value);
  }
  return point;
}
