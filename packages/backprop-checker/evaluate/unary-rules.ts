import {
  type Arguments,
  type Column,
  functionUnits,
  passedOn,
  put,
  tiny,
  undecidedAt,
  undefinedAt,
  unit,
  widest,
} from "./column.ts";

/** The value of a function of one variable at point `n`, with its bound. */
export function unaryRule({ x: column, node, out }: Arguments, n: number): void {
  const x = column.values[n] ?? 0;
  const ex = column.bounds[n] ?? 0;
  if (Number.isNaN(x)) {
    passedOn(out, n);
    return;
  }
  switch (node.op) {
    case "exp":
      smooth(out, n, ex, Math.exp(x), Math.exp(x));
      break;
    case "log":
      logarithm(out, n, x, ex);
      break;
    case "sqrt":
      root(out, n, x, ex);
      break;
    case "sin":
      smooth(out, n, ex, Math.sin(x), 1);
      break;
    case "cos":
      smooth(out, n, ex, Math.cos(x), 1);
      break;
    case "tan": {
      const cosine = Math.abs(Math.cos(x));
      if (ex > 1e-3 * cosine) undecidedAt(out, n);
      else smooth(out, n, ex, Math.tan(x), 1 / (cosine - ex) ** 2);
      break;
    }
    case "sinh":
      smooth(out, n, ex, Math.sinh(x), Math.cosh(x));
      break;
    case "cosh":
      smooth(out, n, ex, Math.cosh(x), Math.cosh(x));
      break;
    default:
      levelling(node.op, out, n, x, ex, node.discrete);
  }
}

/** Functions whose values or slopes stay between bounds. */
function levelling(op: string, out: Column, n: number, x: number, ex: number, discrete: boolean): void {
  const size = Math.abs(x);
  switch (op) {
    case "tanh":
      smooth(out, n, ex, Math.tanh(x), hyperbolicSecant(x) ** 2);
      break;
    case "sech":
      smooth(out, n, ex, hyperbolicSecant(x), hyperbolicSecant(x));
      break;
    case "sigma":
      smooth(out, n, ex, logistic(x), logistic(x) * logistic(-x));
      break;
    case "softplus":
      smooth(out, n, ex, Math.max(x, 0) + Math.log1p(Math.exp(-size)), logistic(x));
      break;
    case "abs":
      put(out, n, size, ex);
      break;
    case "relu":
      put(out, n, Math.max(x, 0), x < -ex ? 0 : ex);
      break;
    case "sign":
      if (size <= ex && !discrete) undecidedAt(out, n);
      else put(out, n, Math.sign(x), 0);
      break;
    case "heaviside":
      if (size <= ex) undecidedAt(out, n);
      else put(out, n, x > 0 ? 1 : 0, 0);
      break;
    default:
      throw new Error(`no rule for ${op}`);
  }
}

function logarithm(out: Column, n: number, x: number, ex: number): void {
  const size = Math.abs(x);
  if (size <= ex && size > 0) undecidedAt(out, n);
  else if (x <= 0) undefinedAt(out, n);
  else if (ex > 1e-3 * size) undecidedAt(out, n);
  else put(out, n, Math.log(x), (1.01 * ex) / size + functionUnits * Math.abs(Math.log(x)) + tiny);
}

function root(out: Column, n: number, x: number, ex: number): void {
  if (x === 0 && ex === 0) put(out, n, 0, 0);
  else if (ex > 1e-3 * Math.abs(x)) undecidedAt(out, n);
  else if (x < 0) undefinedAt(out, n);
  else put(out, n, Math.sqrt(x), (0.51 * ex) / Math.sqrt(x) + 2 * unit * Math.sqrt(x));
}

/** f(x) = v with |f'| = slope there: the argument's uncertainty by the slope, and the library's own rounding. */
function smooth(out: Column, n: number, ex: number, v: number, slope: number): void {
  if (ex > widest) undecidedAt(out, n);
  else put(out, n, v, 1.01 * slope * ex + functionUnits * Math.abs(v) + tiny);
}

function hyperbolicSecant(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return (2 * small) / (1 + small * small);
}

function logistic(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}
