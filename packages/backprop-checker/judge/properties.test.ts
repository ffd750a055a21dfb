import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openPrecision, type Precision, relativeDifference } from "../evaluate/precise.ts";
import { problemOf } from "../fixtures/lab1.ts";
import { parseAnswer } from "../grammar/parse-answer.ts";
import { printPlain } from "../grammar/print-plain.ts";
import { printTex } from "../grammar/print-tex.ts";
import { type Expression, isCondition, mapParts } from "../grammar/tree.ts";
import { readably } from "../grammar/unreadable.ts";
import { answerNodes } from "../problem/compile-slot.ts";
import type { CompiledProblem, ReadySlot } from "../problem/compiled-problem.ts";
import { checkAnswer } from "./check-answer.ts";

const span = { start: 0, end: 0 };
const paths = [
  "lab1/sigmoid",
  "lab1/softmax",
  "lab1/min-max",
  "bank/silu",
  "bank/batch-norm",
  "bank/bce-logits",
  "bank/elu",
];
const cases = paths.flatMap((path) => {
  const problem = problemOf(path);
  return problem.slots.map((slot) => ({ path, problem, slot }));
});
const anyCase = fc.constantFrom(...cases);

let precision: Precision;
beforeAll(async () => {
  precision = await openPrecision(60);
});

function referenceOf({ source, names }: ReadySlot): Expression {
  const read = parseAnswer(source.reference ?? "", names);
  if (!read.ok) throw new Error(`the reference of ${source.id} cannot be read`);
  return read.value.tree;
}

const number = (text: string): Expression => ({ kind: "number", text, ...span });
const of = (op: "+" | "-" | "*" | "/" | "^", left: Expression, right: Expression): Expression => ({
  kind: "operation",
  op,
  left,
  right,
  ...span,
});
const minus = (inner: Expression): Expression => ({ kind: "negation", of: inner, ...span });
const call = (name: string, inner: Expression): Expression => ({ kind: "call", name, primes: 0, of: [inner], ...span });

/** Changes that keep the value, wherever a number stands. */
const rewrites: ((tree: Expression) => Expression)[] = [
  (tree) => minus(minus(tree)),
  (tree) => of("*", tree, number("1")),
  (tree) => of("+", number("0"), tree),
  (tree) => of("-", of("+", tree, number("2")), number("2")),
  (tree) => of("/", of("+", tree, tree), number("2")),
  (tree) => of("/", of("*", tree, call("cosh", number("3"))), call("cosh", minus(number("3")))),
  (tree) =>
    tree.kind === "operation" && (tree.op === "+" || tree.op === "*")
      ? { ...tree, left: tree.right, right: tree.left }
      : tree,
  (tree) => (tree.kind === "operation" && tree.op === "-" ? of("+", tree.left, minus(tree.right)) : tree),
  (tree) =>
    tree.kind === "operation" && tree.op === "/" ? of("*", tree.left, of("^", tree.right, minus(number("1")))) : tree,
  (tree) =>
    tree.kind === "operation" && tree.op === "^" && tree.right.kind === "number" && tree.right.text === "2"
      ? of("*", tree.left, tree.left)
      : tree,
  (tree) =>
    tree.kind === "call" && tree.name === "sigma" ? of("-", number("1"), { ...tree, of: tree.of.map(minus) }) : tree,
  (tree) =>
    tree.kind === "name" && tree.name === "x_out" ? call("sigma", { kind: "name", name: "x_in", ...span }) : tree,
  (tree) => (tree.kind === "name" && tree.name === "s1" ? call("sigma", { kind: "name", name: "x1", ...span }) : tree),
  (tree) =>
    tree.kind === "operation" && tree.op === "*" && tree.left.kind === "operation" && tree.left.op === "+"
      ? of("+", of("*", tree.left.left, tree.right), of("*", tree.left.right, tree.right))
      : tree,
];

/** Changes that mostly do not. */
const mutations: ((tree: Expression) => Expression)[] = [
  (tree) => minus(tree),
  (tree) => of("*", number("2"), tree),
  (tree) => of("+", tree, number("1")),
  (tree) => (tree.kind === "operation" ? tree.left : tree),
  (tree) => (tree.kind === "operation" ? tree.right : tree),
  (tree) => (tree.kind === "operation" && tree.op === "+" ? { ...tree, op: "-" } : tree),
  (tree) => (tree.kind === "operation" && tree.op === "-" ? { ...tree, op: "+" } : tree),
  (tree) => (tree.kind === "operation" && tree.op === "*" ? { ...tree, op: "/" } : tree),
  (tree) => (tree.kind === "name" && tree.name === "s1" ? { ...tree, name: "s2" } : tree),
  (tree) => (tree.kind === "name" && tree.name === "x_out" ? { ...tree, name: "x_in" } : tree),
  (tree) => (tree.kind === "name" && tree.name === "i" ? { ...tree, name: "j" } : tree),
  (tree) => (tree.kind === "name" && tree.name === "j" ? { ...tree, name: "i" } : tree),
  (tree) => (tree.kind === "comparison" ? { ...tree, left: tree.right, right: tree.left } : tree),
  (tree) => (tree.kind === "number" ? number(`${Number(tree.text) + 1}`) : tree),
  (tree) => of("^", tree, number("2")),
  (tree) => call("tanh", tree),
];

/** Applies the change at the place that `where` picks among those where a number stands. */
function changedAt(tree: Expression, where: number, change: (tree: Expression) => Expression): Expression {
  const places: Expression[] = [];
  const visit = (part: Expression): Expression => {
    places.push(part);
    // Indices, targets of entries and conditions stay what they are.
    if (part.kind === "entry" || part.kind === "transpose") return part;
    return mapParts(part, visit);
  };
  visit(tree);
  const values = places.filter((place) => !isCondition(place) && (place.kind !== "name" || place.name.length > 0));
  const chosen = values[where % values.length];
  const replace = (part: Expression): Expression => (part === chosen ? change(part) : mapParts(part, replace));
  return replace(tree);
}

/** Are answer and truth equal at so many points, with sixty digits? Null where the answer does not fit the slot. */
function equalInSixtyDigits(problem: CompiledProblem, slot: ReadySlot, tree: Expression, most: number): boolean | null {
  const graph = problem.model.graph.fork(20_000);
  const nodes = readably(() => answerNodes(slot, tree, problem.model, graph));
  if (!nodes.ok) return null;
  const { points } = slot.prepared.stations;
  return points.slice(0, most).every((point) => {
    const values = precision.evaluate([...slot.truths, ...nodes.value], point);
    return slot.truths.every((_, entry) => {
      const [truth, answer] = [values[entry] ?? null, values[entry + slot.truths.length] ?? null];
      return truth === null || (answer !== null && relativeDifference(truth, answer) < 1e-30);
    });
  });
}

const change = (count: number) => fc.record({ where: fc.nat(1000), which: fc.nat(count - 1) });

describe("the verdict", () => {
  it("stays correct through any chain of rewrites that keep the value", () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.array(change(rewrites.length), { maxLength: 7 }),
        fc.boolean(),
        ({ problem, slot, path }, chain, tex) => {
          const tree = chain.reduce(
            (at, { where, which }) => changedAt(at, where, rewrites[which] ?? ((same) => same)),
            referenceOf(slot),
          );
          const answer = tex ? printTex(tree, new Map(Object.entries(problem.model.source.tex))) : printPlain(tree);
          const verdict = checkAnswer(
            problem,
            { slot: slot.source.id, answer, format: tex ? "latex" : "plain" },
            precision,
          );
          const diagnoses = verdict.ok ? verdict.value.slots[0]?.diagnoses : verdict.problems;
          fc.pre(!JSON.stringify(diagnoses).includes('"too-'));
          expect(verdict.ok && verdict.value.verdict, `${path} ${answer} ${JSON.stringify(diagnoses)}`).toBe("correct");
        },
      ),
      { numRuns: 600 },
    );
  });

  it("is never correct for a mutated answer, unless sixty digits say that it is equal", () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.array(change(mutations.length), { minLength: 1, maxLength: 3 }),
        ({ problem, slot, path }, chain) => {
          const tree = chain.reduce(
            (at, { where, which }) => changedAt(at, where, mutations[which] ?? ((same) => same)),
            referenceOf(slot),
          );
          const equal = equalInSixtyDigits(problem, slot, tree, 6);
          const verdict = checkAnswer(
            problem,
            { slot: slot.source.id, answer: printPlain(tree), format: "plain" },
            precision,
          );
          const said = verdict.ok ? verdict.value.verdict : "unusable";
          // Equal at a few points it may still differ in another branch: then all points are asked.
          const right = equal === true && (said === "correct" || equalInSixtyDigits(problem, slot, tree, 200));
          if (right) expect(said, `${path} ${printPlain(tree)}`).toBe("correct");
          else expect(said, `${path} ${printPlain(tree)}`).not.toBe("correct");
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
