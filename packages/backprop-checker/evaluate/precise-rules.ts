import type { BigNumber } from "mathjs";
import type { Node } from "../graph/node.ts";

type Make = (text: string | number) => BigNumber;
type Precise = BigNumber | null;

/** decimal.js knows so many digits of π; a larger argument of sin, cos or tan cannot be reduced, and it would throw. */
const knownDigitsOfPi = 1000;

/** Whether an angle has more digits before its point than can be taken off, at a working precision. */
export function isBeyondReduction({ op }: Node, x: BigNumber, digits: number): boolean {
  const turns = op === "sin" || op === "cos" || op === "tan";
  return turns && digits + Math.max(x.e, x.precision()) + 16 > knownDigitsOfPi;
}

/** One operation in arbitrary precision; null is undefined, or an angle beyond reduction. */
export function preciseRule(
  node: Node,
  args: readonly Precise[],
  point: ArrayLike<number>,
  make: Make,
  digits: number,
): Precise {
  switch (node.op) {
    case "constant":
      return make(node.text);
    case "input":
      return make(point[node.place] ?? Number.NaN);
    case "true":
    case "false":
      return make(node.value);
    case "undefined":
      return null;
    case "named":
      return args[0] ?? null;
    case "select":
      return args[0] === null || args[0] === undefined ? null : ((args[0].isZero() ? args[2] : args[1]) ?? null);
    case "and":
    case "or":
      return logic(node.op === "or", args, make);
    case "multiply":
      if (args.some((arg, n) => arg?.isZero() && node.args[n]?.gated)) return make(0);
      break;
    default:
      break;
  }
  const [x, y] = args;
  if (x === null || x === undefined || y === null || isBeyondReduction(node, x, digits)) return null;
  const result = y === undefined ? unary(node, x, make) : pair(node, x, y, make);
  return result === null || !result.isFinite() ? null : result;
}

function logic(or: boolean, args: readonly Precise[], make: Make): Precise {
  const decisive = args.some((arg) => arg !== null && arg.isZero() !== or);
  if (decisive) return make(or ? 1 : 0);
  return args.includes(null) ? null : make(or ? 0 : 1);
}

function pair(node: Node, x: BigNumber, y: BigNumber, make: Make): Precise {
  switch (node.op) {
    case "add":
      return x.plus(y);
    case "subtract":
      return x.minus(y);
    case "multiply":
      return x.times(y);
    case "divide":
      return y.isZero() ? null : x.div(y);
    case "power":
      if (y.isZero()) return make(1);
      if (x.isZero()) return y.isNegative() ? null : make(0);
      return x.isNegative() && !y.isInteger() ? null : x.pow(y);
    case "min":
      return x.lt(y) ? x : y;
    case "max":
      return x.gt(y) ? x : y;
    case "less":
      return make(x.lt(y) ? 1 : 0);
    case "lessEqual":
      return make(x.lte(y) ? 1 : 0);
    case "equal":
      return make(x.eq(y) ? 1 : 0);
    default:
      throw new Error(`no precise rule for ${node.op}`);
  }
}

function unary(node: Node, x: BigNumber, make: Make): Precise {
  const one = make(1);
  switch (node.op) {
    case "negate":
      return x.neg();
    case "not":
      return one.minus(x);
    case "exp":
      return x.exp();
    case "log":
      return x.gt(0) ? x.ln() : null;
    case "sqrt":
      return x.lt(0) ? null : x.sqrt();
    case "sin":
      return x.sin();
    case "cos":
      return x.cos();
    case "tan":
      return x.tan();
    case "sinh":
      return x.exp().minus(x.neg().exp()).div(2);
    case "cosh":
      return x.exp().plus(x.neg().exp()).div(2);
    case "tanh": {
      const small = x.abs().times(-2).exp();
      const size = one.minus(small).div(one.plus(small));
      return x.isNegative() ? size.neg() : size;
    }
    case "sech":
      return make(2).div(x.exp().plus(x.neg().exp()));
    case "sigma":
      return one.div(one.plus(x.neg().exp()));
    case "softplus":
      return x.exp().plus(1).ln();
    case "abs":
      return x.abs();
    case "sign":
      return make(x.isZero() ? 0 : x.isNegative() ? -1 : 1);
    case "relu":
      return x.gt(0) ? x : make(0);
    case "heaviside":
      return make(x.gt(0) ? 1 : 0);
    default:
      throw new Error(`no precise rule for ${node.op}`);
  }
}
