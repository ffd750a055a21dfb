import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import { readably } from "../grammar/unreadable.ts";
import { affordably } from "../graph/elaborate.ts";
import type { Node } from "../graph/node.ts";
import { labelOf } from "../graph/shaped.ts";
import { type AnswerRequest, assignAnswer } from "../judge/assign-answer.ts";
import { stationsAt } from "../judge/prepare-slot.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, InputSymbol, ReadySlot } from "../problem/compiled-problem.ts";
import { type Branch, branchesOf, sidesAt } from "../sample/branches.ts";
import { isContinuous, type Point } from "../sample/draw-point.ts";
import { describeCell, describeEntry } from "./describe-place.ts";

/** One place of a curve; null where there is no finite number. `part` changes wherever a branch turns. */
export interface CurvePoint {
  x: number;
  expected: number | null;
  got: number | null;
  part: number;
}

/** Truth and answer along one variable, all other numbers held as they are at the counterexample. */
export interface Curve {
  variable: string;
  points: CurvePoint[];
  mark: CurvePoint;
}

/** Truth and answer in one cell: one entry of what is asked, on one side of every branch. */
export interface CellRow {
  entry: string;
  branch: string | null;
  /** How many points were tried there, and at how many the answer is off. */
  tried: number;
  wrong: number;
  example: { inputs: Record<string, number | number[]>; expected: number | null; got: number | null };
}

/** Where an answer differs from the truth, for drawing: a curve where one free number decides, else cells. */
export interface Difference {
  curve: Curve | null;
  cells: CellRow[];
}

const largestAnswer = 20_000;
const steps = 160;
const mostRows = 24;
const mostBranches = 6;
/** As where answers are judged: sides that are off by more than this many times both rounding bounds differ. */
const slack = 4;

/**
 * What to draw of a wrong answer, with the counterexample that its verdict told. Null where the answer cannot be read:
 * then there is nothing to draw. Costs about as much as judging the answer once more.
 */
export function differenceOf(
  problem: CompiledProblem,
  request: AnswerRequest & { slot: string },
  counterexample: { inputs: Record<string, unknown> },
): Difference | null {
  const assigned = assignAnswer(problem, request);
  const found = assigned.ok ? assigned.value.find(({ slot }) => slot.source.id === request.slot) : undefined;
  if (found === undefined || !found.answer.ok) return null;
  const { slot } = found;
  const { tree } = found.answer.value;
  const graph = problem.model.graph.fork(largestAnswer);
  const nodes = readably(() => affordably(() => answerNodes(slot, tree, problem.model, graph)));
  if (!nodes.ok) return null;
  const point = pointOf(problem, counterexample.inputs);
  const trial: Trial = { problem, slot, tree, graph, nodes: nodes.value };
  return { curve: curveOf(trial, point, counterexample.inputs), cells: cellsOf(trial, point) };
}

function pointOf({ model }: CompiledProblem, inputs: Record<string, unknown>): Point {
  const last = model.inputs.at(-1);
  const point = new Float64Array(last === undefined ? 0 : last.offset + last.count);
  for (const { name, offset, count } of model.inputs) {
    const value = inputs[name];
    const numbers = Array.isArray(value) ? value : [value];
    for (let n = 0; n < count; n += 1) point[offset + n] = Number(numbers[n] ?? 0);
  }
  return point;
}

/** A curve is drawn where exactly one free number is asked about, and everything else is an upstream gradient. */
function curveOf({ problem, slot, nodes }: Trial, point: Point, inputs: Record<string, unknown>): Curve | null {
  const free = problem.model.inputs.filter((symbol) => !symbol.upstream && symbol.domain?.constant === undefined);
  const [symbol] = free;
  const entry = entryAt(slot, inputs);
  const truth = slot.truths[entry];
  const answer = nodes[entry];
  if (free.length !== 1 || symbol === undefined || symbol.count !== 1 || !isContinuous(symbol)) return null;
  if (truth === undefined || answer === undefined) return null;
  const at = (x: number) => point.map((value, n) => (n === symbol.offset ? x : value));
  const branches = branchesOf([truth, answer]);
  const xs = withTurns(gridOf(symbol, point[symbol.offset] ?? 0), branches, at);
  const [mark, ...points] = valuesAt([point[symbol.offset] ?? 0, ...xs], { truth, answer, branches, at });
  return mark === undefined ? null : { variable: symbol.name, points, mark };
}

/** Which entry a counterexample is about: that whose indices it names. */
function entryAt(slot: ReadySlot, inputs: Record<string, unknown>): number {
  const found = slot.tuples.findIndex((tuple) => [...tuple].every(([name, value]) => inputs[name] === value));
  return Math.max(0, found);
}

/** The symbol's interval, widened to hold the counterexample unless the problem means nothing outside. */
function gridOf({ domain }: InputSymbol, marked: number): number[] {
  const [low, high] = domain?.interval ?? [-4, 4];
  const margin = 0.1 * (high - low);
  const from = domain?.only === true ? low : Math.min(low, marked - margin);
  const to = domain?.only === true ? high : Math.max(high, marked + margin);
  return Array.from({ length: steps + 1 }, (_, n) => from + ((to - from) * n) / steps);
}

/** Adds, wherever a branch turns between two places, both sides of the turn, found by halving 40 times. */
function withTurns(xs: number[], branches: readonly Branch[], at: (x: number) => Point): number[] {
  const sides = sidesAt(branches, xs.map(at));
  return xs.flatMap((x, n) => {
    const before = xs[n - 1];
    if (before === undefined || sides[n] === sides[n - 1]) return [x];
    let [low, high] = [before, x];
    for (let round = 0; round < 40; round += 1) {
      const middle = (low + high) / 2;
      if (sidesAt(branches, [at(middle)])[0] === sides[n - 1]) low = middle;
      else high = middle;
    }
    return [low, high, x];
  });
}

function valuesAt(
  xs: number[],
  along: { truth: Node; answer: Node; branches: readonly Branch[]; at: (x: number) => Point },
): CurvePoint[] {
  const points = xs.map(along.at);
  const columns = evaluate([along.truth, along.answer], points);
  const expected = columnFor(columns, along.truth).values;
  const got = columnFor(columns, along.answer).values;
  const sides = sidesAt(along.branches, points);
  let part = 0;
  return xs.map((x, n) => {
    if (n > 0 && sides[n] !== sides[n - 1]) part += 1;
    return { x, expected: finite(expected[n]), got: finite(got[n]), part };
  });
}

/** Every entry on every side of the branches, over the problem's own points; those that are wrong first. */
function cellsOf(trial: Trial, marked: Point): CellRow[] {
  const { problem, slot, nodes } = trial;
  const branches = branchesOf([...slot.truths, ...nodes]).slice(0, mostBranches);
  const points = [marked, ...slot.prepared.stations.points];
  const { truths, cells } = stationsAt(problem.model, slot, branches, points);
  const columns = evaluate(nodes, points);
  const rows = new Map<string, CellRow>();
  for (const [entry, node] of nodes.entries()) {
    const truth = truths[entry];
    if (truth === undefined) continue;
    const answer = columnFor(columns, node);
    for (const [n, point] of points.entries()) {
      const side = cells[n] ?? "";
      const expected = finite(truth.values[n]);
      if (side.includes("0") || expected === null) continue;
      const got = finite(answer.values[n]);
      const tolerance = slack * ((answer.bounds[n] ?? 0) + (truth.bounds[n] ?? 0));
      const wrong = got === null || Math.abs(got - expected) > tolerance;
      const row = rows.get(`${entry} ${side}`) ?? {
        entry: entryName(trial, entry),
        branch: side === "" ? null : describeCell(branches, side),
        tried: 0,
        wrong: 0,
        example: { inputs: inputsAt(problem, point), expected, got },
      };
      if (wrong && row.wrong === 0) row.example = { inputs: inputsAt(problem, point), expected, got };
      row.tried += 1;
      row.wrong += Number(wrong);
      rows.set(`${entry} ${side}`, row);
    }
  }
  const wrongFirst = [...rows.values()].sort((one, other) => Number(other.wrong > 0) - Number(one.wrong > 0));
  return wrongFirst.slice(0, mostRows);
}

/** Empty where one number is asked for. */
function entryName(trial: Trial, entry: number): string {
  const { shape, tuples } = trial.slot;
  if (shape.length > 0) return labelOf("entry", shape, entry);
  return tuples[entry]?.size === 0 ? "" : describeEntry(trial, entry);
}

function inputsAt({ model }: CompiledProblem, point: Point): Record<string, number | number[]> {
  const entries = model.inputs.map(({ name, offset, count, shape }): [string, number | number[]] => {
    const values = [...point.subarray(offset, offset + count)];
    return [name, shape.length === 0 ? (values[0] ?? 0) : values];
  });
  return Object.fromEntries(entries);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
