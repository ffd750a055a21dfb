import type { AnswerFormat, GradientAnswer, GradientDiagnosis, Parsed } from "@gradmark/contract";
import { parseAnswer, parsePlain, type ReadAnswer } from "../grammar/parse-answer.ts";
import { type Expression, isCondition } from "../grammar/tree.ts";
import { readably } from "../grammar/unreadable.ts";
import { affordably, elaborateScalar } from "../graph/elaborate.ts";
import { Graph } from "../graph/graph.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";

export type AnswerRequest = { answer: GradientAnswer; slot?: string; format?: AnswerFormat };

/** What was answered for one slot: a tree, or why there is none. */
export type Assigned = {
  slot: ReadySlot;
  answer: { ok: true; value: ReadAnswer } | { ok: false; diagnoses: GradientDiagnosis[] };
};

/** One case of an answer: the condition under which it counts (null: otherwise), and what is said there. */
type Case = { condition: string; test: Expression | null; read: Assigned["answer"] };

/** Decides which part of an answer belongs to which slot; not ok where that cannot be decided. */
export function assignAnswer(problem: CompiledProblem, request: AnswerRequest): Parsed<Assigned[]> {
  const { answer, format = "auto" } = request;
  const chosen =
    request.slot === undefined ? [...problem.slots] : problem.slots.filter(({ source }) => source.id === request.slot);
  const [first] = chosen;
  if (first === undefined)
    return usage(`${request.slot} is not a slot of this problem. Its slots: ${slotList(problem)}.`);
  if (typeof answer !== "string") return cases(chosen, readCases(first, answer, format), problem);
  if (chosen.length === 1)
    return { ok: true, value: [{ slot: first, answer: parseAnswer(answer, first.names, format) }] };
  const read = parseAnswer(answer, first.names, format);
  if (read.ok && read.value.tree.kind === "choice") return cases(chosen, casesOf(read.value), problem);
  if (!read.ok) return { ok: true, value: chosen.map((slot) => ({ slot, answer: read })) };
  return usage(`This problem has several slots (${slotList(problem)}): name one, or answer by cases.`);
}

function usage(message: string): { ok: false; problems: { code: "unknown-name"; path: string; message: string }[] } {
  return { ok: false, problems: [{ code: "unknown-name", path: "slot", message }] };
}

function slotList(problem: CompiledProblem): string {
  return problem.slots.map((slot) => slot.source.id).join(", ");
}

function readCases(slot: ReadySlot, answer: Record<string, string>, format: AnswerFormat): Case[] {
  return Object.entries(answer).map(([condition, text]) => {
    const read = parseAnswer(text, slot.names, format);
    if (/^\s*(otherwise|else)\s*$/i.test(condition)) return { condition, test: null, read };
    const test = parsePlain(condition, slot.names);
    if (!test.ok) return { condition, test: null, read: test };
    const tree = test.value.kind === "bracket" ? test.value.test : test.value;
    if (isCondition(tree)) return { condition, test: tree, read };
    const message = `"${condition}" is not a condition such as i == j.`;
    return { condition, test: null, read: { ok: false, diagnoses: [{ code: "condition-expected", message }] } };
  });
}

function casesOf(answer: ReadAnswer): Case[] {
  const list: Case[] = [];
  let tree: Expression | null = answer.tree;
  while (tree !== null && tree.kind === "choice") {
    list.push({ condition: "", test: tree.test, read: { ok: true, value: { ...answer, tree: tree.yes } } });
    tree = tree.no;
  }
  if (tree !== null) list.push({ condition: "otherwise", test: null, read: { ok: true, value: { ...answer, tree } } });
  return list;
}

/** Gives every slot the cases that hold for its indices; together they must cover all of them. */
function cases(slots: readonly ReadySlot[], list: Case[], problem: CompiledProblem): Parsed<Assigned[]> {
  const used = new Set<Case>();
  const assigned = slots.map((slot): Assigned => {
    const open = slot.tuples.map(() => true);
    const fitting = list.filter((item) => {
      const holds = holdsWhere(item, slot, problem);
      const fits = holds.some((value, n) => value !== false && open[n] === true);
      for (const [n, value] of holds.entries()) if (value === true) open[n] = false;
      if (fits) used.add(item);
      return fits;
    });
    const bad = fitting.find((item) => !item.read.ok);
    if (bad !== undefined) return { slot, answer: bad.read };
    if (fitting.length === 0 || (open.includes(true) && fitting.every((item) => isStatic(item, slot, problem)))) {
      const message = `There is no case for ${slot.source.where ?? slot.source.id}.`;
      return { slot, answer: { ok: false, diagnoses: [{ code: "missing-case", message }] } };
    }
    return { slot, answer: combined(fitting) };
  });
  const unused = list.find((item) => !used.has(item) && item.condition !== "otherwise");
  if (unused === undefined) return { ok: true, value: assigned };
  const message = `The case "${unused.condition}" belongs to nothing that is asked for.`;
  const diagnosis: GradientDiagnosis = { code: "unknown-case", message };
  const value = assigned.map(
    ({ slot, answer }): Assigned =>
      answer.ok
        ? { slot, answer: { ok: false, diagnoses: [diagnosis] } }
        : { slot, answer: { ok: false, diagnoses: [...answer.diagnoses, diagnosis] } },
  );
  return { ok: true, value };
}

/** For each choice of the slot's indices: true, false, or null where values decide. */
function holdsWhere({ test, read }: Case, slot: ReadySlot, { model }: CompiledProblem): (boolean | null)[] {
  if (test === null) return slot.tuples.map(() => read.ok || true);
  return slot.tuples.map((indices) => {
    const scope = { ...model.scope, graph: new Graph(2000, model.graph), indices, budget: { steps: 2000 } };
    const node = readably(() => affordably(() => elaborateScalar(test, scope)));
    if (!node.ok) return null;
    return node.value.op === "true" ? true : node.value.op === "false" ? false : null;
  });
}

function isStatic(item: Case, slot: ReadySlot, problem: CompiledProblem): boolean {
  return !holdsWhere(item, slot, problem).includes(null);
}

/** The cases of one slot as one tree of choices; a single case stands for itself. */
function combined(list: Case[]): Assigned["answer"] {
  const trees = list.flatMap((item) => (item.read.ok ? [{ test: item.test, answer: item.read.value }] : []));
  const [first] = trees;
  if (first === undefined) throw new Error("a slot has at least one case");
  if (trees.length === 1) return { ok: true, value: first.answer };
  const tree = trees.reduceRight<Expression | null>((no, { test, answer }) => {
    if (test === null) return answer.tree;
    return { kind: "choice", test, yes: answer.tree, no, start: answer.tree.start, end: answer.tree.end };
  }, null);
  return { ok: true, value: { ...first.answer, tree: tree ?? first.answer.tree } };
}
