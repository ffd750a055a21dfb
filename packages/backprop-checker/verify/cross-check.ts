import type { InputProblem, Parsed } from "@gradmark/contract";
import { openPrecision, type Precision, relativeDifference } from "../evaluate/precise.ts";
import { checkAnswer } from "../judge/check-answer.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import type { Point } from "../sample/draw-point.ts";
import { doubleDerivative, preciseDerivative } from "./numeric-derivative.ts";

/** How a slot's derived truth compares with two numeric derivatives that know nothing of its rules. */
export type CrossCheck = {
  slot: string;
  points: number;
  /** How far Ridders' method in doubles is off, in its own error estimates: agreement is below 1. */
  ridders: number;
  /** The largest relative difference from central differences in 64 digits. */
  precise: number;
};

const mostPoints = 20;
const mostEntries = 2;
const largestDifference = 1e-15;

/**
 * Checks a problem before a class is graded by it: every derived truth against Ridders' method and against central
 * differences of 64 digits at 20 points, and every reference of the author against the truth. Takes tenths of a
 * second to seconds; done once for each authored problem.
 */
export async function crossCheckProblem(problem: CompiledProblem): Promise<Parsed<CrossCheck[]>> {
  const precision = await openPrecision();
  const checks = problem.slots.map((slot) => crossCheckSlot(slot, precision));
  const problems = [
    ...checks.flatMap(disagreement),
    ...problem.slots.flatMap((slot, n) => referenceProblem(problem, slot, n, precision)),
  ];
  return problems.length === 0 ? { ok: true, value: checks } : { ok: false, problems };
}

function disagreement(check: CrossCheck, n: number): InputProblem[] {
  if (check.points > 0 && check.ridders <= 1 && check.precise <= largestDifference) return [];
  const found =
    check.points === 0
      ? "no point could be compared"
      : `${check.ridders} error estimates from Ridders' method, ${check.precise} from 64 digits`;
  const message = `The derivative of slot ${check.slot} does not agree with numeric differentiation: ${found}.`;
  return [{ code: "bad-expression", path: `slots.${n}.target`, message }];
}

function referenceProblem(problem: CompiledProblem, slot: ReadySlot, n: number, precision: Precision): InputProblem[] {
  const { id, reference } = slot.source;
  if (reference === undefined) return [];
  const verdict = checkAnswer(problem, { slot: id, answer: reference }, precision);
  if (verdict.ok && verdict.value.verdict === "correct") return [];
  const why = verdict.ok ? verdict.value.slots.flatMap((one) => one.diagnoses.map((found) => found.message)) : [];
  const message = `The reference of slot ${id} is not the derivative of the forward lines. ${why.join(" ")}`;
  return [{ code: "bad-expression", path: `slots.${n}.reference`, message }];
}

function crossCheckSlot(slot: ReadySlot, precision: Precision): CrossCheck {
  const check: CrossCheck = { slot: slot.source.id, points: 0, ridders: 0, precise: 0 };
  const { points, cells } = slot.prepared.stations;
  const stride = Math.max(1, Math.floor(slot.places.length / mostEntries));
  for (const [n, point] of points.entries()) {
    if (check.points >= mostPoints) break;
    if (cells[n]?.includes("0") === true) continue;
    let compared = 0;
    for (let entry = 0; entry < slot.places.length; entry += stride) {
      if (compareEntry(check, slot, entry, n, point, precision)) compared += 1;
    }
    if (compared > 0) check.points += 1;
  }
  return check;
}

/** Compares one derivative at one point; false where a derivative by differences cannot be taken. */
function compareEntry(
  check: CrossCheck,
  slot: ReadySlot,
  entry: number,
  station: number,
  point: Point,
  precision: Precision,
): boolean {
  const { stations, branches } = slot.prepared;
  const [place, node, column] = [slot.places[entry], slot.truths[entry], stations.truths[entry]];
  if (place === undefined || node === undefined || column === undefined) return false;
  const expected = column.values[station] ?? Number.NaN;
  if (!Number.isFinite(expected)) return false;
  const estimate = doubleDerivative(place, point, branches);
  const truth = precision.evaluate([node], point)[0] ?? null;
  const difference = preciseDerivative(place, point, precision);
  if (estimate === null || truth === null || difference === null) return false;
  check.ridders = Math.max(check.ridders, Math.abs(estimate.value - expected) / Math.max(estimate.error, 1e-300));
  const smallest = precision.number("1e-25");
  const both = truth.abs().lt(smallest) && difference.abs().lt(smallest);
  if (!both) check.precise = Math.max(check.precise, relativeDifference(truth, difference));
  return true;
}
