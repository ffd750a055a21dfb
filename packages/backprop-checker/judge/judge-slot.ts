import type { GradientDiagnosis, SlotVerdict } from "@gradmark/contract";
import type { Precision } from "../evaluate/precise.ts";
import { describeCell, entryPosition } from "../explain/describe-place.ts";
import { explain } from "../explain/explain.ts";
import type { ReadAnswer } from "../grammar/parse-answer.ts";
import { printPlain } from "../grammar/print-plain.ts";
import { printTex } from "../grammar/print-tex.ts";
import { refuseDifferenceQuotient } from "../grammar/static-refusals.ts";
import type { Expression } from "../grammar/tree.ts";
import { type Read, readably, Unreadable } from "../grammar/unreadable.ts";
import { affordably, elaborateIndex } from "../graph/elaborate.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { sidesAt } from "../sample/branches.ts";
import type { Point } from "../sample/draw-point.ts";
import { type Trial, type Weight, weighAnswer } from "./weigh-answer.ts";

/** How many operations one answer may hold, its sums written out. */
const largestAnswer = 20_000;

/** A slot's verdict, and whether more digits could improve it. */
export type Judged = { verdict: SlotVerdict; wantsPrecision: boolean };

/** Judges what was answered for one slot. */
export function judgeSlot(
  problem: CompiledProblem,
  slot: ReadySlot,
  answer: Read<ReadAnswer>,
  precision: Precision | null,
): Judged {
  if (!answer.ok) return invalid(slot, answer.diagnoses, null);
  const { tree } = answer.value;
  const echo = echoOf(problem, tree);
  const graph = problem.model.graph.fork(largestAnswer);
  const nodes = readably(() => {
    affordably(() => checkTarget(problem, slot, answer.value));
    refuseDifferenceQuotient(tree);
    return affordably(() => answerNodes(slot, tree, problem.model, graph));
  });
  if (!nodes.ok) return invalid(slot, nodes.diagnoses, echo);
  const trial: Trial = { problem, slot, tree, graph, nodes: nodes.value };
  const weight = weighAnswer(trial, precision);
  return { verdict: { slot: slot.source.id, echo, ...told(trial, weight) }, wantsPrecision: weight.wantsPrecision };
}

/** How an answer was read: as plain text and as TeX. */
export function echoOf(problem: CompiledProblem, tree: Expression): { text: string; tex: string } {
  return { text: printPlain(tree), tex: printTex(tree, new Map(Object.entries(problem.model.source.tex))) };
}

function invalid(slot: ReadySlot, diagnoses: GradientDiagnosis[], echo: SlotVerdict["echo"]): Judged {
  const evidence = { cells: 0, points: 0, worstRatio: null };
  const verdict: SlotVerdict = { slot: slot.source.id, verdict: "invalid", echo, diagnoses, evidence };
  return { verdict, wantsPrecision: false };
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
          const there = { ...scope, indices, budget: { steps: 1000 } };
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

/** What the points say, told to a person. */
function told(trial: Trial, { verdict, evidence, miss, answers }: Weight): Omit<SlotVerdict, "slot" | "echo"> {
  if (verdict === "correct") return { verdict, diagnoses: [], evidence };
  if (miss === null) {
    const message = `Only ${evidence.points} points could be decided within rounding. A person will look at this answer.`;
    return { verdict, diagnoses: [{ code: "too-few-informative-points", message }], evidence };
  }
  const inputs = Object.fromEntries(
    trial.problem.model.inputs.map((symbol) => {
      const entries = [...miss.point.subarray(symbol.offset, symbol.offset + symbol.count)];
      return [symbol.name, symbol.shape.length === 0 ? (entries[0] ?? 0) : entries];
    }),
  );
  const indices = Object.fromEntries(trial.slot.tuples[trial.slot.shape.length === 0 ? miss.entry : 0] ?? []);
  const cell = placeOf(trial, miss.entry, miss.point);
  const place = cell === "" ? {} : { cell };
  const counterexample = { inputs: { ...indices, ...inputs }, expected: miss.expected, got: miss.got, ...place };
  return { verdict, diagnoses: explain(trial, miss, answers), counterexample, evidence };
}

/** In which case and on which branches the counterexample lies. */
function placeOf(trial: Trial, entry: number, point: Point): string {
  const [sides = ""] = sidesAt(trial.slot.prepared.branches, [point]);
  const cell = sides === "" ? [] : [describeCell(trial.slot.prepared.branches, sides)];
  const { where } = trial.slot.source;
  const free = trial.slot.shape.length === 0 && (trial.slot.tuples[entry]?.size ?? 0) > 0;
  const position = entryPosition(trial.slot.shape, entry);
  return [...(where === undefined || !free ? [] : [where]), ...(position === null ? [] : [position]), ...cell].join(
    ", ",
  );
}
