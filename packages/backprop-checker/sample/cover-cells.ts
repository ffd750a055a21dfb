import type { InputSymbol } from "../problem/compiled-problem.ts";
import type { Sides } from "./branches.ts";
import { type Draw, drawPoint, isContinuous, type Point } from "./draw-point.ts";
import type { Random } from "./random.ts";

export type Sampler = {
  inputs: readonly InputSymbol[];
  random: Random;
  /** Do the problem's constraints hold? */
  allowed: (point: Point) => boolean;
};

export const mostCells = 64;
export const pointsPerCell = 24;
const gaps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const searched: Draw["where"][] = ["inside", "beyond", "small", "whole", "ends"];

/** A point that keeps the constraints, or null after many tries. */
export function drawAllowed(sampler: Sampler, draw: Draw): Point | null {
  for (let tries = 0; tries < 200; tries += 1) {
    const point = drawPoint(sampler.inputs, draw, sampler.random);
    if (sampler.allowed(point)) return point;
  }
  return null;
}

/**
 * New points so that every side of every branch is seen, each breakpoint from both sides at gaps from 1e-1 down to
 * 1e-6, and each cell (one choice of sides, at most 64 cells) holds `pointsPerCell` points. `past` are numbers of
 * the answer beyond which a branch may turn.
 */
export function coverCells(known: readonly Point[], sides: Sides, sampler: Sampler, past: readonly number[]): Point[] {
  if (sides.count === 0) return [];
  const all = known.map((point) => ({ point, side: sides.at(point) }));
  const add = (point: Point | null) => {
    if (point !== null && sampler.allowed(point)) all.push({ point, side: sides.at(point) });
  };
  for (let branch = 0; branch < Math.min(sides.count, mostCells); branch += 1) {
    hunt(branch, all, sides, sampler, past);
    straddle(branch, all, sides, sampler, add);
  }
  fillCells(all, sides, sampler);
  return all.slice(known.length).map(({ point }) => point);
}

type Seen = { point: Point; side: string };

/** Looks for the side of a branch that no point has taken yet. */
function hunt(branch: number, all: Seen[], sides: Sides, sampler: Sampler, past: readonly number[]): void {
  const taken = (sign: string) => all.some(({ side }) => side[branch] === sign);
  for (let tries = 0; tries < 40 && !(taken("+") && taken("-")); tries += 1) {
    const far = past[Math.floor(tries / 2) % Math.max(1, past.length)];
    const where = searched[tries % searched.length] ?? "inside";
    const draw: Draw = far !== undefined && tries % 2 === 0 ? { where: "past", past: far } : ({ where } as Draw);
    const point = drawAllowed(sampler, draw);
    if (point === null) return;
    const side = sides.at(point);
    if (!all.some((seen) => seen.side === side)) all.push({ point, side });
  }
}

/** Finds a breakpoint between two points on different sides by bisection, and takes points either side of it. */
function straddle(branch: number, all: Seen[], sides: Sides, sampler: Sampler, add: (point: Point) => void): void {
  const below = all.filter(({ side }) => side[branch] === "-");
  const above = all.filter(({ side }) => side[branch] === "+");
  for (let pair = 0; pair < 2; pair += 1) {
    const from = below[Math.floor(sampler.random() * below.length)];
    const to = above[Math.floor(sampler.random() * above.length)];
    if (from === undefined || to === undefined) return;
    const end = withDiscreteOf(from.point, to.point, sampler.inputs);
    if (sides.at(end)[branch] !== "+") continue;
    let [low, high] = [0, 1];
    for (let n = 0; n < 48; n += 1) {
      const middle = (low + high) / 2;
      if (sides.at(between(from.point, end, middle))[branch] === "-") low = middle;
      else high = middle;
    }
    const length = Math.max(...from.point.map((value, n) => Math.abs(value - (end[n] ?? 0))));
    for (const gap of gaps) {
      for (const step of [low - gap / length, high + gap / length]) {
        if (step >= 0 && step <= 1) add(between(from.point, end, step));
      }
    }
  }
}

/** Fills thin cells with points near their members, ever closer until they stay inside. */
function fillCells(all: Seen[], sides: Sides, sampler: Sampler): void {
  const cells = new Map<string, Point[]>();
  for (const { point, side } of all) {
    if (side.includes("0") || (cells.size >= mostCells && !cells.has(side))) continue;
    cells.set(side, [...(cells.get(side) ?? []), point]);
  }
  for (const [side, members] of cells) {
    const first = members.length;
    for (let tries = 0; members.length < pointsPerCell && tries < 6 * pointsPerCell; tries += 1) {
      const member = members[tries % first];
      if (member === undefined) break;
      const radius = 10 ** -(tries / (1.2 * pointsPerCell));
      const point = near(member, radius, sampler);
      if (!sampler.allowed(point) || sides.at(point) !== side) continue;
      members.push(point);
      all.push({ point, side });
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
  return from.map((value, n) => value + step * ((to[n] ?? 0) - value));
}
