import type { InputSymbol } from "../problem/compiled-problem.ts";
import type { Random } from "./random.ts";

/** One value for every free symbol and upstream gradient, in the order of the problem's inputs. */
export type Point = Float64Array;

/**
 * Where to draw from: within the stated domain, past it, near 0, at whole numbers, at the ends of the domain, or
 * beyond a number that stands in the answer.
 */
export type Draw = { where: "inside" | "beyond" | "small" | "whole" | "ends" } | { where: "past"; past: number };

/** Draws a point whose symbols each keep to their domain; constraints between symbols are the caller's. */
export function drawPoint(inputs: readonly InputSymbol[], draw: Draw, random: Random): Point {
  const last = inputs.at(-1);
  const point = new Float64Array(last === undefined ? 0 : last.offset + last.count);
  for (const symbol of inputs) fillSymbol(point, symbol, draw, random);
  return point;
}

/** May this symbol take any value near another of its values? */
export function isContinuous(symbol: InputSymbol): boolean {
  const domain = symbol.domain ?? {};
  const fixed = domain.integers ?? domain.choice ?? domain.constant ?? domain.simplex ?? domain["one-hot"];
  return fixed === undefined || fixed === false;
}

function fillSymbol(point: Point, symbol: InputSymbol, draw: Draw, random: Random): void {
  const domain = symbol.domain ?? {};
  if (domain["one-hot"] === true) {
    point[symbol.offset + Math.floor(random() * symbol.count)] = 1;
    return;
  }
  if (domain.simplex === true) {
    fillSimplex(point, symbol, random);
    return;
  }
  for (let n = symbol.offset; n < symbol.offset + symbol.count; n += 1) {
    if (domain.constant !== undefined) point[n] = domain.constant;
    else if (domain.choice !== undefined) point[n] = domain.choice[Math.floor(random() * domain.choice.length)] ?? 0;
    else if (domain.integers !== undefined) {
      const [low, high] = domain.integers;
      point[n] = low + Math.floor(random() * (high - low + 1));
    } else point[n] = drawReal(domain, symbol.upstream, draw, random);
  }
}

/** Positive shares whose sum is exactly 1 in double precision: multiples of 2^-20. */
function fillSimplex(point: Point, symbol: InputSymbol, random: Random): void {
  const whole = 2 ** 20;
  const weights = Array.from({ length: symbol.count }, () => 0.05 - Math.log(1 - random()));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = whole;
  weights.forEach((weight, n) => {
    const last = n === weights.length - 1;
    const share = last ? left : Math.max(1, Math.min(left - 1, Math.round((weight / sum) * whole)));
    left -= share;
    point[symbol.offset + n] = share / whole;
  });
}

function drawReal(
  domain: { interval?: [number, number] | undefined; only?: boolean | undefined },
  upstream: boolean,
  draw: Draw,
  random: Random,
): number {
  const plain = random() < 0.3;
  const [low, high] = domain.interval ?? [-3, 3];
  const bounded = domain.only === true;
  if (domain.interval === undefined && (plain || upstream || draw.where === "inside")) {
    return fewBits(signed(10 ** (random() * 1.5 - 1), random));
  }
  const inside = () => clamp(fewBits(low + (high - low) * random()), low, high);
  if (plain) return inside();
  switch (draw.where) {
    case "inside":
      return inside();
    case "beyond":
      return bounded ? inside() : fewBits((low + high) / 2 + (high - low) * (random() * 3 - 1.5));
    case "small": {
      const small = fewBits(signed(10 ** (random() * 1.5 - 2), random));
      return bounded && (small < low || small > high) ? inside() : small;
    }
    case "whole": {
      const from = Math.ceil(low);
      const to = Math.floor(high);
      return to < from ? inside() : from + Math.floor(random() * (to - from + 1));
    }
    case "ends":
      return random() < 0.5 ? low : high;
    case "past": {
      const far = signed(Math.abs(draw.past) * (1 + random()) + 1e-3, random);
      return bounded ? inside() : fewBits(far);
    }
  }
}

/** Numbers of few bits are exact as decimals too, so that arbitrary precision starts from the same point. */
function fewBits(value: number): number {
  return Math.abs(value) < 2 ** 30 ? Math.round(value * 2 ** 20) / 2 ** 20 : value;
}

function signed(value: number, random: Random): number {
  return random() < 0.5 ? -value : value;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
