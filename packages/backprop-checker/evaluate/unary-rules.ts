import type { UnaryOp } from "../graph/node.ts";
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

type UnaryRule = (out: Column, n: number, x: number, ex: number, discrete: boolean) => void;

const rules: Readonly<Record<UnaryOp, UnaryRule>> = {
  exp: (out, n, x, ex) => {
    const v = Math.exp(x);
    smooth(out, n, ex, v, v);
  },
  log: logarithm,
  sqrt: root,
  sin: (out, n, x, ex) => smooth(out, n, ex, Math.sin(x), 1),
  cos: (out, n, x, ex) => smooth(out, n, ex, Math.cos(x), 1),
  tan: (out, n, x, ex) => {
    const cosine = Math.abs(Math.cos(x));
    if (ex > 1e-3 * cosine) undecidedAt(out, n);
    else smooth(out, n, ex, Math.tan(x), 1 / (cosine - ex) ** 2);
  },
  sinh: (out, n, x, ex) => smooth(out, n, ex, Math.sinh(x), Math.cosh(x)),
  cosh: (out, n, x, ex) => smooth(out, n, ex, Math.cosh(x), Math.cosh(x)),
  tanh: (out, n, x, ex) => smooth(out, n, ex, Math.tanh(x), hyperbolicSecant(x) ** 2),
  sech: (out, n, x, ex) => smooth(out, n, ex, hyperbolicSecant(x), hyperbolicSecant(x)),
  sigma: (out, n, x, ex) => smooth(out, n, ex, logistic(x), logistic(x) * logistic(-x)),
  softplus: (out, n, x, ex) => {
    smooth(out, n, ex, Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), logistic(x));
  },
  abs: (out, n, x, ex) => put(out, n, Math.abs(x), ex),
  relu: (out, n, x, ex) => put(out, n, Math.max(x, 0), x < -ex ? 0 : ex),
  sign: (out, n, x, ex, discrete) => {
    if (Math.abs(x) <= ex && !discrete) undecidedAt(out, n);
    else put(out, n, Math.sign(x), 0);
  },
  heaviside: (out, n, x, ex) => {
    if (Math.abs(x) <= ex) undecidedAt(out, n);
    else put(out, n, x > 0 ? 1 : 0, 0);
  },
};

/** The values of a function of one variable at every point, with their bounds. */
export function unaryColumn({ x: column, node, out }: Arguments, count: number): void {
  const rule = rules[node.op as UnaryOp];
  if (rule === undefined) throw new Error(`no rule for ${node.op}`);
  for (let n = 0; n < count; n += 1) {
    const x = column.values[n] ?? 0;
    if (Number.isNaN(x)) passedOn(out, n);
    else rule(out, n, x, column.bounds[n] ?? 0, node.discrete);
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
