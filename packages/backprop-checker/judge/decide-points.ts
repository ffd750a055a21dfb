import { type Precision, relativeDifference } from "../evaluate/precise.ts";
import type { Bounded } from "../evaluate/precise-bounds.ts";
import { reachable } from "../graph/node.ts";
import type { Point } from "../sample/draw-point.ts";
import type { Trial, Weight } from "./weigh-answer.ts";

/** Numbers that are known this well and differ by more are different. */
const largestDifference = 1e-20;
/** So many decimal exponents an error must lie below the values for that. */
const clearance = 21;
/** So many operations in arbitrary precision take about a third of a second. */
const mostOperations = 12_000;
/** Beyond this many digits a point is left undecided: no answer that a person meant needs them. */
const mostDigits = 640;

/** What arbitrary precision says of points that doubles could not decide. */
export type Decided = { right: number; miss: Weight["miss"] };

/**
 * Evaluates truth and answer with many digits at each point, as far as the budget goes. A point counts only where the
 * errors of both lie below what would make a difference; where cancellation ate too much it is tried with more digits.
 */
export function decidePoints(trial: Trial, points: readonly Point[], precision: Precision): Decided {
  const roots = [...trial.slot.truths, ...trial.nodes];
  const cost = Math.max(1, reachable(roots).length);
  let budget = mostOperations;
  let right = 0;
  for (const point of points) {
    if (budget < cost) break;
    let values = precision.evaluateBounded(roots, point);
    budget -= cost;
    const digits = digitsNeeded(values, precision.digits);
    if (digits > precision.digits) {
      // The time for an operation grows about as the square of its digits.
      const dearer = cost * (digits / precision.digits) ** 2;
      if (digits > mostDigits || dearer > budget) continue;
      values = precision.finer(digits).evaluateBounded(roots, point);
      budget -= dearer;
    }
    const { agrees, miss } = comparePoint(values, point);
    if (miss !== null) return { right, miss };
    if (agrees) right += 1;
  }
  return { right, miss: null };
}

/** Truths come first, then as many answers; what cannot be told at this precision neither agrees nor differs. */
function comparePoint(values: readonly Bounded[], point: Point): { agrees: boolean; miss: Weight["miss"] } {
  const entries = values.length / 2;
  let agrees = false;
  for (let entry = 0; entry < entries; entry += 1) {
    const [truth, answer] = [values[entry], values[entry + entries]];
    if (truth?.value == null) continue;
    if (answer === undefined || excess(truth, answer) > 0) return { agrees: false, miss: null };
    agrees = answer.value !== null && relativeDifference(truth.value, answer.value) <= largestDifference;
    if (agrees) continue;
    const got = answer.value === null ? null : Number(answer.value);
    return { agrees: false, miss: { point, entry, expected: Number(truth.value), got } };
  }
  return { agrees, miss: null };
}

/** Enough digits for all entries to be told apart, with a few to spare; never fewer than there were. */
function digitsNeeded(values: readonly Bounded[], digits: number): number {
  const entries = values.length / 2;
  const missing = values.slice(0, entries).map((truth, n) => {
    const answer = values[n + entries];
    return truth.value === null || answer === undefined ? 0 : excess(truth, answer);
  });
  const most = Math.max(0, ...missing);
  return most === 0 ? digits : Math.ceil((digits + most + 8) / 64) * 64;
}

/** By how many exponents the errors are too large to tell truth and answer apart; at most 0 where they are not. */
function excess(truth: Bounded, answer: Bounded): number {
  const error = Math.max(truth.error, answer.error);
  if (error === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  const sizes = [truth.value, answer.value].map((value) => (value === null || value.isZero() ? -Infinity : value.e));
  const size = Math.max(...sizes);
  // Against an exact 0 only an error that is tiny by itself can be judged.
  return error + clearance - (size === Number.NEGATIVE_INFINITY ? 0 : size);
}
