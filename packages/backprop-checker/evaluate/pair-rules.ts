import type { Op } from "../graph/node.ts";
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

/** Rules for operations with two or three arguments, and for negation: whole columns at once. */
export const pairRules: Readonly<Partial<Record<Op, (args: Arguments, count: number) => void>>> = {
  add: (args, count) => addColumns(args, count, 1),
  subtract: (args, count) => addColumns(args, count, -1),
  multiply: multiplyColumns,
  negate: ({ x, out }, count) => {
    for (let n = 0; n < count; n += 1) put(out, n, -(x.values[n] ?? 0), x.bounds[n] ?? 0);
  },
  divide: pointwise(divide),
  power: pointwise(power),
  min: pointwise((args, n, x, ex, y, ey) => choose(args.out, n, x < y, x, ex, y, ey)),
  max: pointwise((args, n, x, ex, y, ey) => choose(args.out, n, x > y, x, ex, y, ey)),
  less: pointwise(compare),
  lessEqual: pointwise(compare),
  equal: pointwise(compare),
  and: pointwise((args, n, x, ex, y, ey) => logic(args.out, n, 0, x, ex, y, ey)),
  or: pointwise((args, n, x, ex, y, ey) => logic(args.out, n, 1, x, ex, y, ey)),
  not: ({ x, out }, count) => {
    for (let n = 0; n < count; n += 1) put(out, n, 1 - (x.values[n] ?? 0), x.bounds[n] ?? 0);
  },
  select: ({ x, y, z, out }, count) => {
    for (let n = 0; n < count; n += 1) {
      const test = x.values[n] ?? 0;
      const side = test === 1 ? y : z;
      if (Number.isNaN(test)) put(out, n, test, x.bounds[n] ?? 0);
      else put(out, n, side.values[n] ?? 0, side.bounds[n] ?? 0);
    }
  },
};

type PairRule = (args: Arguments, n: number, x: number, ex: number, y: number, ey: number) => void;

function pointwise(rule: PairRule): (args: Arguments, count: number) => void {
  return (args, count) => {
    const { x, y } = args;
    for (let n = 0; n < count; n += 1) {
      rule(args, n, x.values[n] ?? 0, x.bounds[n] ?? 0, y.values[n] ?? 0, y.bounds[n] ?? 0);
    }
  };
}

function addColumns({ x, y, out }: Arguments, count: number, sign: 1 | -1): void {
  for (let n = 0; n < count; n += 1) {
    const v = (x.values[n] ?? 0) + sign * (y.values[n] ?? 0);
    out.values[n] = v;
    out.bounds[n] = (x.bounds[n] ?? 0) + (y.bounds[n] ?? 0) + unit * Math.abs(v);
  }
}

/** Where a bracket is 0 the product is 0, whatever the other factor is. */
function multiplyColumns({ x, y, node, out }: Arguments, count: number): void {
  const [gateX, gateY] = [node.args[0]?.gated === true, node.args[1]?.gated === true];
  for (let n = 0; n < count; n += 1) {
    const a = x.values[n] ?? 0;
    const ea = x.bounds[n] ?? 0;
    const b = y.values[n] ?? 0;
    const eb = y.bounds[n] ?? 0;
    if ((gateX && a === 0 && ea === 0) || (gateY && b === 0 && eb === 0)) {
      put(out, n, 0, 0);
      continue;
    }
    const v = a * b;
    out.values[n] = v;
    const own = v === a || v === b || v === 0 ? 0 : tiny;
    out.bounds[n] =
      Math.abs(a) * eb +
      Math.abs(b) * ea +
      ea * eb +
      unit * Math.abs(v) +
      (a !== 0 && b !== 0 ? own + (v === 0 ? tiny : 0) : 0);
  }
}

function divide({ out }: Arguments, n: number, x: number, ex: number, y: number, ey: number): void {
  const size = Math.abs(y);
  if (y === 0 && ey === 0 && !(Number.isNaN(x) && ex > 0)) undefinedAt(out, n);
  else if (ey > size * 1e-3 || y === 0) undecidedAt(out, n);
  else {
    const v = x / y;
    put(out, n, v, (ex + Math.abs(v) * ey) / (size - ey) + unit * Math.abs(v) + (x === 0 ? 0 : tiny));
  }
}

/** x^y: for x < 0 only with a whole exponent that is known exactly. */
function power({ out }: Arguments, n: number, x: number, ex: number, y: number, ey: number): void {
  const whole = ey === 0 && Number.isInteger(y);
  if (Number.isNaN(x) || Number.isNaN(y)) passedOn(out, n);
  else if (whole && y === 0) put(out, n, 1, 0);
  else if (x === 0 && ex === 0 && ey === 0 && y > 0) put(out, n, 0, 0);
  else if (x === 0 && ex === 0 && ey === 0) undefinedAt(out, n);
  // A number within its bound of 0, such as tanh(0): its whole powers are as near to 0 as the largest it may be.
  else if (Math.abs(x) <= ex && whole && y > 0) put(out, n, x ** y, (Math.abs(x) + ex) ** y + tiny);
  else if (Math.abs(x) <= ex || x === 0) undecidedAt(out, n);
  else if (x < 0 && !whole) undefinedAt(out, n);
  else {
    const relative = ex / Math.abs(x);
    const byExponent = ey === 0 ? 0 : ey * Math.abs(Math.log(Math.abs(x)));
    if (relative * Math.abs(y) > widest || byExponent > widest) undecidedAt(out, n);
    else {
      const v = x ** y;
      const exact = ex === 0 && ey === 0 && y === 1;
      const spread = 1.01 * (Math.abs(y) * relative + byExponent) + functionUnits;
      put(out, n, v, exact ? 0 : Math.abs(v) * spread + tiny);
    }
  }
}

function choose(out: Column, n: number, first: boolean, x: number, ex: number, y: number, ey: number): void {
  const near = Math.abs(x - y) <= ex + ey + unit * (Math.abs(x) + Math.abs(y));
  if (Number.isNaN(x) || Number.isNaN(y)) passedOn(out, n);
  else put(out, n, first ? x : y, near ? Math.max(ex, ey) : first ? ex : ey);
}

/** Reals nearer to each other than their bounds are not compared: a point at a tie is not graded. */
function compare({ out, node }: Arguments, n: number, x: number, ex: number, y: number, ey: number): void {
  const exact = node.discrete;
  const near = Math.abs(x - y) <= ex + ey + 2 * unit * (ex === 0 && ey === 0 ? 0 : Math.abs(x) + Math.abs(y));
  if (Number.isNaN(x) || Number.isNaN(y)) passedOn(out, n);
  else if (near && !exact) undecidedAt(out, n);
  else {
    const below = x < y && !near;
    const holds = node.op === "less" ? below : node.op === "lessEqual" ? below || near : near;
    put(out, n, holds ? 1 : 0, 0);
  }
}

function logic(out: Column, n: number, decisive: 0 | 1, x: number, ex: number, y: number, ey: number): void {
  if (x === decisive || y === decisive) put(out, n, decisive, 0);
  else if (Number.isNaN(x)) put(out, n, x, ex);
  else if (Number.isNaN(y)) put(out, n, y, ey);
  else put(out, n, 1 - decisive, 0);
}
