import type { GradientDiagnosis, SlotVerdict } from "@gradmark/contract";
import { explain } from "../explain/explain.ts";
import type { ReadAnswer } from "../grammar/parse-answer.ts";
import { printPlain } from "../grammar/print-plain.ts";
import { printTex } from "../grammar/print-tex.ts";
import { refuseDifferenceQuotient } from "../grammar/static-refusals.ts";
import { type Expression, partsOf } from "../grammar/tree.ts";
import { type Read, readably, Unreadable } from "../grammar/unreadable.ts";
import { elaborateIndex } from "../graph/elaborate.ts";
import { GraphFull } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { branchesOf, compileSides, type Sides } from "../sample/branches.ts";
import { coverCells, drawAllowed, pointsPerCell } from "../sample/cover-cells.ts";
import { compareAnswer, type Findings } from "./compare-answer.ts";
import { type Station, samplerOf, stationAt } from "./prepare-slot.ts";

/** How many operations one answer may hold, its sums written out. */
const largestAnswer = 20_000;

/** Judges what was answered for one slot. */
export function judgeSlot(problem: CompiledProblem, slot: ReadySlot, answer: Read<ReadAnswer>): SlotVerdict {
  if (!answer.ok) return invalid(slot, answer.diagnoses, null);
  const { tree } = answer.value;
  const echo = echoOf(problem, tree);
  const nodes = readably(() => {
    checkTarget(problem, slot, answer.value);
    refuseDifferenceQuotient(tree);
    return withinBudget(() => elaborated(problem, slot, tree));
  });
  if (!nodes.ok) return invalid(slot, nodes.diagnoses, echo);
  return { slot: slot.source.id, echo, ...weigh(problem, slot, tree, nodes.value) };
}

export function echoOf(problem: CompiledProblem, tree: Expression): { text: string; tex: string } {
  return { text: printPlain(tree), tex: printTex(tree, new Map(Object.entries(problem.model.source.tex))) };
}

function invalid(slot: ReadySlot, diagnoses: GradientDiagnosis[], echo: SlotVerdict["echo"]): SlotVerdict {
  const evidence = { cells: 0, points: 0, worstRatio: null };
  return { slot: slot.source.id, verdict: "invalid", echo, diagnoses, evidence };
}

function withinBudget<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GraphFull)) throw error;
    throw new Unreadable(
      "too-costly",
      `Written out, the answer has more than ${largestAnswer} operations. Shorten it.`,
    );
  }
}

function elaborated(problem: CompiledProblem, slot: ReadySlot, tree: Expression): Node[] {
  const { model } = problem;
  const scope = { ...model.scope, graph: model.graph.fork(largestAnswer) };
  const nodes = answerNodes(slot, tree, scope);
  if (nodes.length === slot.truths.length) return nodes;
  const [rows, columns] = slot.shape;
  const wanted = columns === undefined ? `${rows} entries` : `shape ${rows}×${columns}, like ${slot.target.by.name}`;
  throw new Unreadable(
    "shape-mismatch",
    `The answer has ${nodes.length} entries; asked for is a value of ${wanted}.`,
    tree,
  );
}

/** A derivative typed before `=` must be the one that is asked for. */
function checkTarget(problem: CompiledProblem, slot: ReadySlot, { target }: ReadAnswer): void {
  if (target === null) return;
  const wanted = slot.target;
  const { scope } = problem.model;
  const agrees = (typed: Expression[], asked: Expression[]) =>
    typed.length === 0 ||
    (typed.length === asked.length &&
      slot.tuples.every((indices) =>
        typed.every((at, n) => {
          const other = asked[n];
          const there = { ...scope, indices };
          return other !== undefined && elaborateIndex(at, there) === elaborateIndex(other, there);
        }),
      ));
  const same = target.of.name === wanted.of.name && target.by.name === wanted.by.name;
  if (same && agrees(target.of.at, wanted.of.at) && agrees(target.by.at, wanted.by.at)) return;
  throw new Unreadable(
    "wrong-target",
    `Asked for is ${slot.source.target}; another derivative stands before the =.`,
    target,
  );
}

type Weighed = Omit<SlotVerdict, "slot" | "echo">;

function weigh(problem: CompiledProblem, slot: ReadySlot, tree: Expression, nodes: Node[]): Weighed {
  const { prepared } = slot;
  const first = compareAnswer(nodes, prepared, prepared.stations, (station) => station.cell);
  if (first.misses.length > 0) return incorrect(problem, slot, tree, nodes, first);
  const more = furtherStations(problem, slot, tree, nodes);
  const second = compareAnswer(nodes, prepared, more.stations, more.cellOf);
  if (second.misses.length > 0) return incorrect(problem, slot, tree, nodes, second);
  const cells = new Map(second.informative);
  for (const station of more.all) if (!cells.has(more.cellOf(station))) cells.set(more.cellOf(station), 0);
  const counted = compareAnswer(nodes, prepared, more.all, more.cellOf);
  const evidence = { cells: counted.informative.size, points: counted.points, worstRatio: counted.worstRatio };
  const thin = [...counted.informative.values()].some((count) => count < pointsPerCell / 4);
  if (counted.points >= pointsPerCell && !thin) return { verdict: "correct", diagnoses: [], evidence };
  const message = `Only ${counted.points} points could be decided within rounding. A person will look at this answer.`;
  return { verdict: "undecided", diagnoses: [{ code: "too-few-informative-points", message }], evidence };
}

type Further = { stations: Station[]; all: Station[]; cellOf: (station: Station) => string };

/** Points that this answer makes necessary: where it branches, and beyond every number that stands in it. */
function furtherStations(problem: CompiledProblem, slot: ReadySlot, tree: Expression, nodes: Node[]): Further {
  const { prepared } = slot;
  const branches = branchesOf(nodes).filter((branch) => !prepared.branchKeys.has(branch.key));
  const past = [...numbersOf(tree)].filter((number) => number > 0).slice(0, 16);
  const sampler = samplerOf(problem.model, slot, "answer");
  const far = past.flatMap((number) =>
    Array.from({ length: 4 }, () => drawAllowed(sampler, { where: "past", past: number })).filter(
      (point) => point !== null,
    ),
  );
  const stations = far.map((point) => stationAt(prepared, point));
  if (branches.length === 0) {
    const all = [...prepared.stations, ...stations];
    return { stations, all, cellOf: (station) => station.cell };
  }
  const sides: Sides = compileSides(branches);
  const known = [...prepared.stations.map(({ point }) => point), ...far];
  stations.push(...coverCells(known, sides, sampler, past).map((point) => stationAt(prepared, point)));
  const all = [...prepared.stations, ...stations];
  return { stations, all, cellOf: (station) => `${station.cell}|${sides.at(station.point)}` };
}

function numbersOf(tree: Expression, found = new Set<number>()): Set<number> {
  if (tree.kind === "number") found.add(Number(tree.text));
  for (const part of partsOf(tree)) numbersOf(part, found);
  return found;
}

function incorrect(
  problem: CompiledProblem,
  slot: ReadySlot,
  tree: Expression,
  nodes: Node[],
  findings: Findings,
): Weighed {
  const [miss] = findings.misses;
  if (miss === undefined) throw new Error("an incorrect answer misses somewhere");
  const inputs = Object.fromEntries(
    problem.model.inputs.map((symbol) => {
      const entries = [...miss.station.point.subarray(symbol.offset, symbol.offset + symbol.count)];
      return [symbol.name, symbol.shape.length === 0 ? (entries[0] ?? 0) : entries];
    }),
  );
  const indices = Object.fromEntries(slot.tuples[slot.shape.length === 0 ? miss.entry : 0] ?? []);
  return {
    verdict: "incorrect",
    diagnoses: explain(problem, slot, tree, nodes, miss),
    counterexample: { inputs: { ...indices, ...inputs }, expected: miss.expected, got: miss.got },
    evidence: {
      cells: findings.informative.size,
      points: findings.points,
      worstRatio: Number.isFinite(miss.ratio) ? miss.ratio : null,
    },
  };
}
