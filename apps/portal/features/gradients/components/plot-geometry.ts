import type { CurvePoint } from "@gradmark/backprop-checker";

/** From values to places between 0 (low end) and 1. */
export interface Scale {
  low: number;
  high: number;
  place(value: number): number;
  holds(value: number): boolean;
}

/**
 * A scale over the values, wider by `margin` of its length at both ends. A few huge values, near a pole, would press
 * all others flat: values further out than ten times the middle half are left outside.
 */
export function scaleOf(values: readonly number[], margin = 0): Scale {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const reach = 10 * (at(0.75) - at(0.25)) || Number.POSITIVE_INFINITY;
  const low = Math.max(at(0), at(0.25) - reach);
  const high = Math.min(at(1), at(0.75) + reach);
  const length = high - low || Math.abs(high) || 1;
  const from = low - margin * length;
  const to = high > low ? high + margin * length : low + length;
  return {
    low: from,
    high: to,
    place: (value) => (value - from) / (to - from),
    holds: (value) => value >= from && value <= to,
  };
}

/** Two to six round numbers within a scale. */
export function ticksOf({ low, high }: Pick<Scale, "low" | "high">): number[] {
  const most = (high - low) / 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].map((factor) => factor * power).find((size) => size <= most) ?? most;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

/** An SVG path in a box of 1 × 1: a line of its own for each part, interrupted where there is no number. */
export function linesOf(
  points: readonly CurvePoint[],
  pick: (point: CurvePoint) => number | null,
  x: Scale,
  y: Scale,
): string {
  let part: number | null = null;
  return points
    .map((point) => {
      const value = pick(point);
      if (value === null || !y.holds(value)) {
        part = null;
        return "";
      }
      const command = part === point.part ? "L" : "M";
      part = point.part;
      return `${command}${rounded(x.place(point.x))} ${rounded(1 - y.place(value))}`;
    })
    .join("");
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
