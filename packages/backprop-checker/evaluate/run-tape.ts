import { codes, type Tape, unit } from "./tape.ts";

/** The library functions of V8 (fdlibm) are right to about one unit; four leaves room for other engines. */
const functionUnits = 4 * unit;
/** Below the normal range rounding is absolute. */
const tiny = 1e-322;
/** An argument less certain than this is not passed on: bounds are first-order. */
const widest = 1e-5;

/**
 * Runs a tape at one point, with a running bound of the rounding error beside each value (running error analysis,
 * Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3). Results stand in `tape.values` and
 * `tape.bounds` at `tape.roots`. Three states: a value with its bound; undefined (NaN, bound 0), such as log(-1);
 * not decided in double precision (NaN, bound Infinity), such as an overflow or a comparison at a tie.
 */
export function runTape(tape: Tape, point: ArrayLike<number>): void {
  const { code, a, b, values, bounds } = tape;
  for (let n = tape.first; n < tape.length; n += 1) {
    const ia = a[n] ?? 0;
    const ib = b[n] ?? 0;
    const x = values[ia] ?? 0;
    const ex = bounds[ia] ?? 0;
    let v: number;
    let e: number;
    switch (code[n]) {
      case codes.input:
        values[n] = point[ia] ?? Number.NaN;
        bounds[n] = 0;
        continue;
      case codes.add:
      case codes.subtract: {
        const y = values[ib] ?? 0;
        v = code[n] === codes.add ? x + y : x - y;
        e = ex + (bounds[ib] ?? 0) + unit * Math.abs(v);
        break;
      }
      case codes.multiply: {
        const y = values[ib] ?? 0;
        const ey = bounds[ib] ?? 0;
        const gates = tape.gates[n] ?? 0;
        if (gates !== 0 && (((gates & 1) !== 0 && x === 0 && ex === 0) || ((gates & 2) !== 0 && y === 0 && ey === 0))) {
          v = 0;
          e = 0;
          break;
        }
        v = x * y;
        e = Math.abs(x) * ey + Math.abs(y) * ex + ex * ey + unit * Math.abs(v) + (v === x || v === y ? 0 : tiny);
        break;
      }
      case codes.negate:
        v = -x;
        e = ex;
        break;
      default:
        v = step(tape, n);
        e = bounds[n] ?? 0;
    }
    values[n] = v;
    bounds[n] = e;
    if (!(e < Number.POSITIVE_INFINITY) || !Number.isFinite(v)) settle(tape, n);
  }
}

/** The value of step `n`; its bound is written beside it. */
function step(tape: Tape, n: number): number {
  const { values, bounds } = tape;
  const ia = tape.a[n] ?? 0;
  const ib = tape.b[n] ?? 0;
  const x = values[ia] ?? 0;
  const ex = bounds[ia] ?? 0;
  const y = values[ib] ?? 0;
  const ey = bounds[ib] ?? 0;
  switch (tape.code[n]) {
    case codes.divide:
      return divide(tape, n, x, ex, y, ey);
    case codes.power:
      return power(tape, n, x, ex, y, ey);
    case codes.min:
    case codes.max: {
      const first = tape.code[n] === codes.min ? x < y : x > y;
      const near = Math.abs(x - y) <= ex + ey + unit * (Math.abs(x) + Math.abs(y));
      bounds[n] = near ? Math.max(ex, ey) : first ? ex : ey;
      return first ? x : Number.isNaN(x) ? x : y;
    }
    case codes.less:
    case codes.lessEqual:
    case codes.equal:
      return compare(tape, n, x, ex, y, ey);
    case codes.and:
    case codes.or:
      return logic(tape, n, x, y);
    case codes.not:
      bounds[n] = ex;
      return 1 - x;
    case codes.select: {
      bounds[n] = ex;
      if (Number.isNaN(x)) return x;
      const chosen = x === 1 ? ib : (tape.c[n] ?? 0);
      bounds[n] = bounds[chosen] ?? 0;
      return values[chosen] ?? 0;
    }
    default:
      return unary(tape, n, x, ex);
  }
}

/** A result that is no number stays undefined (bound 0), or is undefined where an argument was; else not decided. */
function settle(tape: Tape, n: number): void {
  const { code, values, bounds } = tape;
  const isUndefined = (place: number) => place >= 0 && Number.isNaN(values[place] ?? 0) && bounds[place] === 0;
  const said = Number.isNaN(values[n] ?? 0) && bounds[n] === 0;
  const copied = code[n] === codes.select || code[n] === codes.and || code[n] === codes.or;
  const inherited = !copied && (isUndefined(tape.a[n] ?? -1) || isUndefined(tape.b[n] ?? -1));
  bounds[n] = said || inherited ? 0 : Number.POSITIVE_INFINITY;
  values[n] = Number.NaN;
}

function undefinedAt(tape: Tape, n: number): number {
  tape.bounds[n] = 0;
  return Number.NaN;
}

function undecidedAt(tape: Tape, n: number): number {
  tape.bounds[n] = Number.POSITIVE_INFINITY;
  return Number.NaN;
}

/** An argument is no number: `settle` looks which kind. */
function passedOn(tape: Tape, n: number): number {
  tape.bounds[n] = Number.NaN;
  return Number.NaN;
}

function divide(tape: Tape, n: number, x: number, ex: number, y: number, ey: number): number {
  if (y === 0 && ey === 0) return Number.isNaN(x) && ex > 0 ? undecidedAt(tape, n) : undefinedAt(tape, n);
  const size = Math.abs(y);
  if (ey > size * 1e-3) return undecidedAt(tape, n);
  const v = x / y;
  tape.bounds[n] = (ex + Math.abs(v) * ey) / (size - ey) + unit * Math.abs(v) + (x === 0 ? 0 : tiny);
  return v;
}

/** x^y: for x < 0 only with a whole exponent that is known exactly. */
function power(tape: Tape, n: number, x: number, ex: number, y: number, ey: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return passedOn(tape, n);
  const whole = ey === 0 && Number.isInteger(y);
  tape.bounds[n] = 0;
  if (whole && y === 0) return 1;
  if (Math.abs(x) <= ex || x === 0) {
    if (ex === 0 && y > 0 && ey === 0) return 0;
    return ex === 0 && whole ? undefinedAt(tape, n) : undecidedAt(tape, n);
  }
  if (x < 0 && !whole) return undefinedAt(tape, n);
  const relative = ex / Math.abs(x);
  const byExponent = ey === 0 ? 0 : ey * Math.abs(Math.log(Math.abs(x)));
  if (relative * Math.abs(y) > widest || byExponent > widest) return undecidedAt(tape, n);
  const v = x ** y;
  const exact = ex === 0 && ey === 0 && y === 1;
  const spread = 1.01 * (Math.abs(y) * relative + byExponent) + functionUnits;
  tape.bounds[n] = exact ? 0 : Math.abs(v) * spread + tiny;
  return v;
}

/** Reals nearer to each other than their bounds are not compared: a point at a tie is not graded. */
function compare(tape: Tape, n: number, x: number, ex: number, y: number, ey: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return passedOn(tape, n);
  const near = Math.abs(x - y) <= ex + ey + 2 * unit * (ex === 0 && ey === 0 ? 0 : Math.abs(x) + Math.abs(y));
  const discrete = tape.discrete[n] === 1;
  if (near && !discrete) return undecidedAt(tape, n);
  const code = tape.code[n];
  tape.bounds[n] = 0;
  const holds = code === codes.less ? x < y && !near : code === codes.lessEqual ? x <= y || near : near && discrete;
  return holds ? 1 : 0;
}

function logic(tape: Tape, n: number, x: number, y: number): number {
  const decisive = tape.code[n] === codes.or ? 1 : 0;
  tape.bounds[n] = 0;
  if (x === decisive || y === decisive) return decisive;
  if (!Number.isNaN(x) && !Number.isNaN(y)) return 1 - decisive;
  tape.bounds[n] = tape.bounds[(Number.isNaN(x) ? tape.a[n] : tape.b[n]) ?? 0] ?? 0;
  return Number.NaN;
}

function unary(tape: Tape, n: number, x: number, ex: number): number {
  if (Number.isNaN(x)) return passedOn(tape, n);
  const size = Math.abs(x);
  switch (tape.code[n]) {
    case codes.exp:
      return smooth(tape, n, ex, Math.exp(x), Math.exp(x));
    case codes.log:
      if (size <= ex && size > 0) return undecidedAt(tape, n);
      if (x <= 0) return undefinedAt(tape, n);
      if (ex > 1e-3 * size) return undecidedAt(tape, n);
      tape.bounds[n] = (1.01 * ex) / size + functionUnits * Math.abs(Math.log(x)) + tiny;
      return Math.log(x);
    case codes.sqrt:
      tape.bounds[n] = 0;
      if (x === 0 && ex === 0) return 0;
      if (ex > 1e-3 * size) return undecidedAt(tape, n);
      if (x < 0) return undefinedAt(tape, n);
      tape.bounds[n] = (0.51 * ex) / Math.sqrt(x) + 2 * unit * Math.sqrt(x);
      return Math.sqrt(x);
    case codes.sin:
      return smooth(tape, n, ex, Math.sin(x), 1);
    case codes.cos:
      return smooth(tape, n, ex, Math.cos(x), 1);
    case codes.tan: {
      const cosine = Math.abs(Math.cos(x));
      if (ex > 1e-3 * cosine) return undecidedAt(tape, n);
      return smooth(tape, n, ex, Math.tan(x), 1 / (cosine - ex) ** 2);
    }
    case codes.sinh:
      return smooth(tape, n, ex, Math.sinh(x), Math.cosh(x));
    case codes.cosh:
      return smooth(tape, n, ex, Math.cosh(x), Math.cosh(x));
    default:
      return levelling(tape, n, x, ex);
  }
}

/** Functions whose values or slopes stay between bounds. */
function levelling(tape: Tape, n: number, x: number, ex: number): number {
  const size = Math.abs(x);
  switch (tape.code[n]) {
    case codes.tanh:
      return smooth(tape, n, ex, Math.tanh(x), hyperbolicSecant(x) ** 2);
    case codes.sech:
      return smooth(tape, n, ex, hyperbolicSecant(x), hyperbolicSecant(x));
    case codes.sigma:
      return smooth(tape, n, ex, logistic(x), logistic(x) * logistic(-x));
    case codes.softplus:
      return smooth(tape, n, ex, Math.max(x, 0) + Math.log1p(Math.exp(-size)), logistic(x));
    case codes.abs:
      tape.bounds[n] = ex;
      return size;
    case codes.relu:
      tape.bounds[n] = x < -ex ? 0 : ex;
      return Math.max(x, 0);
    case codes.sign:
      if (size <= ex && tape.discrete[n] !== 1) return undecidedAt(tape, n);
      tape.bounds[n] = 0;
      return Math.sign(x);
    case codes.heaviside:
      if (size <= ex) return undecidedAt(tape, n);
      tape.bounds[n] = 0;
      return x > 0 ? 1 : 0;
    default:
      throw new Error(`no rule for step ${n}, code ${tape.code[n]}`);
  }
}

/** f(x) = v with |f'| = slope there: the argument's uncertainty by the slope, and the library's own rounding. */
function smooth(tape: Tape, n: number, ex: number, v: number, slope: number): number {
  if (ex > widest) return undecidedAt(tape, n);
  tape.bounds[n] = 1.01 * slope * ex + functionUnits * Math.abs(v) + tiny;
  return v;
}

function hyperbolicSecant(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return (2 * small) / (1 + small * small);
}

function logistic(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}
