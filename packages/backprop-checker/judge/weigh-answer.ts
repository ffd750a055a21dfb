import type { SlotVerdict } from "@gradmark/contract";
import type { Column } from "../evaluate/column.ts";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import type { Precision } from "../evaluate/precise.ts";
import { type Expression, partsOf } from "../grammar/tree.ts";
import type { Graph } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { type Branch, branchesOf, sidesAt } from "../sample/branches.ts";
import { coverCells, drawAllowed, near, pointsPerCell } from "../sample/cover-cells.ts";
import type { Point } from "../sample/draw-point.ts";
import { compareAnswer, type Findings, isInformative, type Miss } from "./compare-answer.ts";
import { decidePoints } from "./decide-points.ts";
import { type Stations, samplerOf, stationsAt } from "./prepare-slot.ts";

/** A miss by fewer tolerances than this is looked at again with 64 digits, where they are at hand. */
const clearMiss = 1000;

/** What the points say of an answer. */
export type Weight = {
  verdict: "correct" | "incorrect" | "undecided";
  evidence: SlotVerdict["evidence"];
  /** Where it is wrong. */
  miss: { point: Point; entry: number; expected: number; got: number | null } | null;
  /** The answer's values at the problem's own points. */
  answers: readonly Column[];
  /** Doubles could not decide, and no arbitrary precision was at hand. */
  wantsPrecision: boolean;
};

/** An answer on trial: how it reads, and what it computes, in a graph of its own on top of the problem's. */
export type Trial = {
  problem: CompiledProblem;
  slot: ReadySlot;
  tree: Expression;
  graph: Graph;
  nodes: readonly Node[];
};

/** Tries an answer at the problem's points, then at those which the answer itself makes necessary. */
export function weighAnswer(trial: Trial, precision: Precision | null): Weight {
  const { prepared } = trial.slot;
  const branches = branchesOf(trial.nodes).filter((branch) => !prepared.branchKeys.has(branch.key));
  const batches: Batch[] = [];
  for (const stations of [prepared.stations, () => furtherStations(trial, branches)]) {
    const there = typeof stations === "function" ? stations() : stations;
    if (there === null) continue;
    const findings = compareAnswer(trial.nodes, there, prepared.usual);
    batches.push({ stations: there, findings });
    const miss = confirmed(trial, there, findings, precision);
    if (miss !== null) return wrong(batches, there, miss, precision);
  }
  return counted(trial, branches, batches, precision);
}

type Batch = { stations: Stations; findings: Findings };

function wrong(batches: Batch[], stations: Stations, miss: Miss, precision: Precision | null): Weight {
  const point = stations.points[miss.station];
  if (point === undefined) throw new Error("a miss has its point");
  const telling = batches.flatMap((batch) => batch.stations.points.filter((_, n) => isInformative(batch.findings, n)));
  const worstRatio = Number.isFinite(miss.ratio) ? miss.ratio : null;
  const evidence = { cells: 1, points: Math.max(1, telling.length), worstRatio };
  const wantsPrecision = precision === null && miss.ratio < clearMiss;
  return { verdict: "incorrect", evidence, miss: { ...miss, point }, answers: answersOf(batches), wantsPrecision };
}

function answersOf(batches: readonly Batch[]): readonly Column[] {
  return batches[0]?.findings.answers ?? [];
}

/** The first miss that stands up to a second look; null if the answer is right after all. */
function confirmed(trial: Trial, stations: Stations, findings: Findings, precision: Precision | null): Miss | null {
  for (const miss of findings.misses) {
    const point = stations.points[miss.station];
    if (point === undefined) continue;
    if (miss.got === null && !isUndefinedAround(trial, miss.entry, point)) continue;
    if (miss.got !== null && miss.ratio < clearMiss && precision !== null) {
      if (decidePoints(trial, [point], precision).miss === null) continue;
    }
    return miss;
  }
  return null;
}

/**
 * A hole at a single point, such as (x²−1)/(x−1) at 1, is a null set like a tie: the answer counts as undefined
 * only if it is undefined at points near by too.
 */
function isUndefinedAround({ problem, slot, nodes }: Trial, entry: number, point: Point): boolean {
  const sampler = samplerOf(problem.model, slot, "around");
  const points = sampler.allowed(Array.from({ length: 8 }, () => near(point, 1e-3, sampler)));
  const node = nodes[entry];
  const truth = slot.truths[entry];
  if (node === undefined || truth === undefined) throw new Error(`there is no entry ${entry}`);
  const columns = evaluate([node, truth], points);
  const answers = columnFor(columns, node);
  const truths = columnFor(columns, truth);
  const defined = points.map((_, n) => n).filter((n) => Number.isFinite(truths.values[n]));
  return defined.length === 0 || defined.some((n) => Number.isNaN(answers.values[n]) && answers.bounds[n] === 0);
}

/**
 * Where the answer is too large for doubles, though there is a truth. Such points are not passed over, or a term that
 * is 0 or overflows everywhere, such as 1e-300·x^1000000, would never be seen. Ties are no such places.
 */
function overflownOf(batches: readonly Batch[]): Point[] {
  return batches.flatMap(({ stations, findings: { answers, measurable } }) =>
    stations.points.filter((_, n) => {
      const tied = stations.cells[n]?.includes("0") ?? false;
      const unknown = answers.some(({ bounds }) => bounds[n] === Number.POSITIVE_INFINITY);
      return !tied && unknown && (measurable[n] ?? 0) > 0;
    }),
  );
}

/** Points for the branches of this answer, and beyond every number that stands in it; null if it needs none. */
function furtherStations({ problem, slot, tree }: Trial, branches: readonly Branch[]): Stations | null {
  const { model } = problem;
  const { prepared } = slot;
  const past = [...numbersOf(tree)].filter((number) => number > prepared.reach).slice(0, 16);
  if (branches.length === 0 && past.length === 0) return null;
  const sampler = samplerOf(model, slot, "answer");
  const far = past.flatMap((number) => drawAllowed(sampler, { where: "past", past: number }, 4));
  const known = [...prepared.stations.points, ...far];
  const all = [...far, ...coverCells(known, branches, sampler, past, 2)];
  return stationsAt(model, slot, prepared.branches, all);
}

function numbersOf(tree: Expression, found = new Set<number>()): Set<number> {
  if (tree.kind === "number") found.add(Number(tree.text));
  for (const part of partsOf(tree)) numbersOf(part, found);
  return found;
}

/** Counts the informative points in each cell; thin cells are left to arbitrary precision, or to a person. */
function counted(trial: Trial, branches: readonly Branch[], batches: Batch[], precision: Precision | null): Weight {
  const cells = new Map<string, { telling: number; mute: Point[] }>();
  const overflown = overflownOf(batches);
  for (const { stations, findings } of batches) {
    const sides = sidesAt(branches, stations.points, stations.columns);
    stations.points.forEach((point, n) => {
      const key = `${stations.cells[n]}|${sides[n]}`;
      if ((findings.measurable[n] ?? 0) === 0) return;
      const cell = cells.get(key) ?? { telling: 0, mute: [] };
      if (isInformative(findings, n)) cell.telling += 1;
      else cell.mute.push(point);
      cells.set(key, cell);
    });
  }
  const answers = answersOf(batches);
  const counts = [...cells.values()];
  // At a tie (0) a cell is no region but an edge: its points may count, but it need not hold any.
  const regions = [...cells].filter(([key]) => !key.includes("0")).map(([, cell]) => cell);
  const points = counts.reduce((sum, cell) => sum + cell.telling, 0);
  const worstRatio = Math.max(...batches.map(({ findings }) => findings.worstRatio));
  const evidence = { cells: Math.max(1, regions.length), points, worstRatio };
  const thin = regions.filter((cell) => cell.telling < pointsPerCell / 4 && cell.mute.length > 0);
  const clear = points >= pointsPerCell && thin.length === 0;
  const correct: Weight = { verdict: "correct", evidence, miss: null, answers, wantsPrecision: false };
  if (clear && overflown.length === 0) return correct;
  if (precision === null) return { ...correct, verdict: "undecided", wantsPrecision: true };
  const mute = (thin.length > 0 ? thin : counts).flatMap((cell) => cell.mute.slice(0, 8)).slice(0, 64);
  const decided = decidePoints(trial, clear ? [] : mute, precision);
  const miss = decided.miss ?? decidePoints(trial, overflown.slice(0, 6), precision).miss;
  if (miss !== null) return { ...correct, verdict: "incorrect", miss };
  if (clear) return correct;
  const total = points + decided.right;
  const enough = total >= pointsPerCell || decided.right >= pointsPerCell / 3;
  const verdict = decided.right >= mute.length / 2 && decided.right > 0 && enough ? "correct" : "undecided";
  return { ...correct, verdict, evidence: { ...evidence, points: total } };
}
