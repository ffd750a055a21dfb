import type { BigNumber } from "mathjs";
import type { Node } from "../graph/node.ts";
import { isBeyondReduction } from "./precise-rules.ts";

/**
 * A number of many digits (null: undefined), and the decimal exponent of a bound of its error: −Infinity says exact,
 * +Infinity that nothing is known. Of the errors only sizes matter, so exponents do, and none overflows.
 */
export type Bounded = { value: BigNumber | null; error: number };

/**
 * The error of a result in arbitrary precision: what its arguments' errors become, and its own rounding (running
 * error analysis as in `evaluate.ts`; Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3).
 * Without it a sum of a huge number and its opposite would hide, or invent, whatever is smaller than its last digit.
 */
export function preciseError(node: Node, value: BigNumber | null, args: readonly Bounded[], digits: number): number {
  if (node.args.length === 0) return exact;
  if (passesOn(node)) return inheritedBy(node, value, args);
  const [first] = args;
  if (value === null && first?.value && isBeyondReduction(node, first.value, digits)) return unknown;
  if (value === null) return largest(args.map(({ error }) => error));
  return sum(inherited(node, value, args), rounding(node, value, digits));
}

const exact = Number.NEGATIVE_INFINITY;
const unknown = Number.POSITIVE_INFINITY;

const discreteOps = new Set<Node["op"]>(["less", "lessEqual", "equal", "and", "or", "not", "sign", "heaviside"]);

/** Whether a result is one of its arguments, or 0 or 1: nothing is rounded. */
function passesOn(node: Node): boolean {
  return discreteOps.has(node.op) || ["named", "negate", "abs", "relu", "min", "max", "select"].includes(node.op);
}

function inheritedBy({ op }: Node, value: BigNumber | null, args: readonly Bounded[]): number {
  const [first, second] = args;
  if (first === undefined) return unknown;
  if (op === "select") {
    if (first.error === unknown) return unknown;
    const chosen = first.value?.isZero() === true ? args[2] : second;
    return chosen?.error ?? unknown;
  }
  if (op === "and" || op === "or" || op === "not") return largest(args.map(({ error }) => error));
  if (!discreteOps.has(op)) return largest(args.map(({ error }) => error));
  if (value === null || first.value === null) return unknown;
  // Which side of a jump it is on must be beyond doubt.
  const distance = second === undefined ? first.value : first.value.minus(second.value ?? 0);
  const doubt = sum(first.error, second?.error ?? exact);
  return doubt === exact || doubt < lower(distance) ? exact : unknown;
}

function inherited(node: Node, value: BigNumber, [first, second]: readonly Bounded[]): number {
  if (first === undefined || first.value === null) return first?.error === exact ? exact : unknown;
  const [x, ex] = [first.value, first.error];
  if (second !== undefined) return inheritedFromPair(node, value, [x, ex], second);
  if (ex === exact) return exact;
  switch (node.op) {
    case "exp":
      return ex < 0 ? upper(value) + ex + slack : unknown;
    case "log":
      return ex < lower(x) ? ex - lower(x) + slack : unknown;
    case "sqrt":
      return ex < lower(x) ? ex - lower(value) : unknown;
    case "tan":
      return ex < 0 ? ex + 2 * Math.max(0, upper(value)) + slack : unknown;
    case "sinh":
    case "cosh":
      return ex < 0 ? ex + Math.max(0, upper(value)) + slack : unknown;
    default:
      // sin, cos, tanh, sech, sigma, softplus: no slope is larger than 1.
      return ex;
  }
}

function inheritedFromPair(
  { op, args }: Node,
  value: BigNumber,
  [x, ex]: [BigNumber, number],
  second: Bounded,
): number {
  if (second.value === null) return second.error === exact ? exact : unknown;
  const [y, ey] = [second.value, second.error];
  if (ex === exact && ey === exact) return exact;
  switch (op) {
    case "add":
    case "subtract":
      return sum(ex, ey);
    case "multiply":
      // Iverson's convention: a bracket that is surely 0 makes 0 of anything.
      if ((args[0]?.gated && x.isZero() && ex === exact) || (args[1]?.gated && y.isZero() && ey === exact))
        return exact;
      return sum(sum(upper(x) + ey, upper(y) + ex), ex + ey);
    case "divide":
      return ey < lower(y) ? sum(ex - lower(y), upper(x) + ey - 2 * lower(y)) + slack : unknown;
    case "power": {
      if (!(ex < lower(x))) return ex === exact && ey === exact ? exact : unknown;
      const turned = sum(upper(y) + ex - lower(x), upper(x.abs().ln()) + ey);
      return turned < 0 ? upper(value) + turned + slack : unknown;
    }
    default:
      return unknown;
  }
}

/** Half a unit of the last digit; where a result comes from numbers near 1, of theirs. */
function rounding({ op }: Node, value: BigNumber, digits: number): number {
  const nearOne = op === "sinh" || op === "tanh" || op === "softplus";
  return (nearOne ? Math.max(0, upper(value)) : upper(value)) + slack - digits;
}

/** Room for a few steps and for factors below 10 that the exponents leave out. */
const slack = 1;

/** Decimal exponents below and above the size of a number; −Infinity for 0. */
function lower(x: BigNumber): number {
  return x.isZero() ? exact : x.e;
}
function upper(x: BigNumber): number {
  return x.isZero() ? exact : x.e + 1;
}

/** The exponent of a sum of two errors. */
function sum(a: number, b: number): number {
  if (a === exact) return b;
  return b === exact ? a : Math.max(a, b) + 0.31;
}

function largest(errors: readonly number[]): number {
  return Math.max(exact, ...errors);
}
