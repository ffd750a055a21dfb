import type { Node } from "../graph/node.ts";

/**
 * A node's values at many points, and beside each a bound of its rounding error. Three states: a value with its
 * bound; undefined (NaN, bound 0), such as log(-1); not decided in double precision (NaN, bound Infinity), such as
 * an overflow or a comparison at a tie.
 */
export type Column = { values: Float64Array; bounds: Float64Array };

/** What a rule reads and writes: the columns of up to three arguments, and its own. */
export type Arguments = { x: Column; y: Column; z: Column; node: Node; out: Column };

/** Rounding to nearest in double precision: one operation is off by at most this share of its result. */
export const unit = 2 ** -53;
/** The library functions of V8 (fdlibm) are right to about one unit; four leaves room for other engines. */
export const functionUnits = 4 * unit;
/** Below the normal range rounding is absolute. */
export const tiny = 1e-322;
/** An argument less certain than this is not passed on: bounds are first-order. */
export const widest = 1e-5;

export function put(out: Column, n: number, value: number, bound: number): void {
  out.values[n] = value;
  out.bounds[n] = bound;
}

export function undefinedAt(out: Column, n: number): void {
  put(out, n, Number.NaN, 0);
}

export function undecidedAt(out: Column, n: number): void {
  put(out, n, Number.NaN, Number.POSITIVE_INFINITY);
}

/** An argument is no number: `settle` looks which kind. */
export function passedOn(out: Column, n: number): void {
  put(out, n, Number.NaN, Number.NaN);
}

export function isUndefined({ values, bounds }: Column, n: number): boolean {
  return Number.isNaN(values[n] ?? 0) && bounds[n] === 0;
}

/** A result that is no number stays undefined (bound 0), or is undefined where an argument was; else not decided. */
export function settle({ x, y, node, out }: Arguments, n: number): void {
  const copied = node.op === "select" || node.op === "and" || node.op === "or";
  const inherited = !copied && (isUndefined(x, n) || isUndefined(y, n));
  put(out, n, Number.NaN, isUndefined(out, n) || inherited ? 0 : Number.POSITIVE_INFINITY);
}
