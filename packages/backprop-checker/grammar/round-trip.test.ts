import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Meaning, type Names, nameTable } from "./names.ts";
import { parseAnswer } from "./parse-answer.ts";
import { printPlain } from "./print-plain.ts";
import { printTex } from "./print-tex.ts";
import { type Expression, mapParts } from "./tree.ts";

const span = { start: 0, end: 0 };
const value = (name: string, rank: number): [string, Meaning] => [name, { kind: "value", name, rank }];
const names: Names = {
  meanings: nameTable([
    ...["x", "y_out", "beta", "s1", "dE/dy_out"].map((name) => value(name, 0)),
    ...["v", "X_in", "dE/dX_in"].map((name) => value(name, 1)),
    ...["W", "H_t"].map((name) => value(name, 2)),
    ["n", { kind: "size", name: "n" }],
    ...["i", "j", "k"].map((name): [string, Meaning] => [name, { kind: "index", name }]),
  ]),
  spellings: [],
  derivatives: new Map([
    ["E/y_out", { kind: "upstream", name: "dE/dy_out", rank: 0 }],
    ["E/X_in", { kind: "upstream", name: "dE/dX_in", rank: 1 }],
  ]),
};
const withLoss: Names = { ...names, meanings: nameTable([...names.meanings, ["E", { kind: "loss", name: "E" }]]) };

const name = (...options: string[]) =>
  fc.constantFrom(...options).map((text): Expression => ({ kind: "name", name: text, ...span }));
const number = fc
  .constantFrom("0", "1", "2", "12", "0.5", "3.25")
  .map((text): Expression => ({ kind: "number", text, ...span }));
const index = fc.oneof(
  name("i", "j"),
  number.filter((tree) => tree.kind === "number" && /^\d$/.test(tree.text)),
);
const indexSum = fc
  .tuple(index, fc.constantFrom("+" as const, "-" as const), index)
  .map(([left, op, right]): Expression => ({ kind: "operation", op, left, right, ...span }));
const at = fc.oneof({ weight: 3, arbitrary: index }, { weight: 1, arbitrary: indexSum });
const entry = fc
  .oneof(fc.tuple(name("v", "X_in", "dE/dX_in"), fc.tuple(at)), fc.tuple(name("W", "H_t"), fc.tuple(at, at)))
  .map(([of, list]): Expression => ({ kind: "entry", of, at: list, ...span }));

/** Any tree that can be typed; `no` is always there, because plain text has no cases without "otherwise". */
const { tree } = fc.letrec<{ tree: Expression; test: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.oneof(number, name("x", "y_out", "beta", "s1", "n", "pi", "dE/dy_out"), entry),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "^", ".*", "./"), tie("tree"), tie("tree"))
      .map(([op, left, right]) => ({
        kind: "operation" as const,
        op: op as "+",
        left,
        right,
        ...span,
      })),
    tie("tree").map((of) => ({ kind: "negation" as const, of, ...span })),
    fc
      .tuple(fc.constantFrom("exp", "sigma", "relu", "abs", "sqrt", "norm", "tanh", "log"), tie("tree"))
      .map(([called, of]) => ({
        kind: "call" as const,
        name: called,
        primes: called === "sigma" && of.kind === "name" ? 1 : 0,
        of: [of],
        ...span,
      })),
    fc.tuple(fc.constantFrom("min", "max"), tie("tree"), tie("tree")).map(([called, one, other]) => ({
      kind: "call" as const,
      name: called,
      primes: 0,
      of: [one, other],
      ...span,
    })),
    tie("test").map((test) => ({ kind: "bracket" as const, test, ...span })),
    fc
      .tuple(tie("test"), tie("tree"), tie("tree"))
      .map(([test, yes, no]) => ({ kind: "choice" as const, test, yes, no, ...span })),
    fc.tuple(tie("tree"), fc.option(number), fc.option(tie("test"))).map(([body, from, where]) => ({
      kind: "sum" as const,
      over: { name: "k", from, to: from === null ? null : ({ kind: "name", name: "n", ...span } as const), ...span },
      where,
      body: timesEntryOfK(body),
      ...span,
    })),
    name("W").map((of) => ({ kind: "transpose" as const, of, ...span })),
    fc.tuple(at, at).map((of) => ({ kind: "call" as const, name: "delta", primes: 0, of, ...span })),
  ),
  test: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), tie("tree"), tie("tree")).map(([op, left, right]) => ({
      kind: "comparison" as const,
      op: op as "<",
      left,
      right,
      ...span,
    })),
    fc.tuple(fc.constantFrom("and", "or"), tie("test"), tie("test")).map(([op, left, right]) => ({
      kind: "logic" as const,
      op: op as "and",
      left,
      right,
      ...span,
    })),
    tie("test").map((of) => ({ kind: "not" as const, of, ...span })),
  ),
}));

/** A sum holds its index in the last factor, else its end is not where it was written. */
function timesEntryOfK(body: Expression): Expression {
  const k: Expression = { kind: "name", name: "k", ...span };
  const right: Expression = { kind: "entry", of: { kind: "name", name: "v", ...span }, at: [k], ...span };
  return { kind: "operation", op: "*", left: body, right, ...span };
}

function bare(tree: Expression): Expression {
  const inner = { ...mapParts(tree, bare), ...span };
  return inner.kind === "sum" ? { ...inner, over: { ...inner.over, ...span } } : inner;
}

function reread(text: string, format: "plain" | "latex"): unknown {
  const read = parseAnswer(text, withLoss, format);
  const [diagnosis] = read.ok ? [] : read.diagnoses;
  fc.pre(diagnosis?.code !== "too-long" && diagnosis?.code !== "too-deep");
  if (!read.ok) throw new Error(`${diagnosis?.message} In ${text}`);
  return bare(read.value.tree);
}

function expectSame(one: Expression, text: string, format: "plain" | "latex"): void {
  expect(reread(text, format), text).toEqual(bare(one));
}

describe("what is printed reads as the same tree", () => {
  it("in plain text", () => {
    fc.assert(
      fc.property(tree, (one) => {
        expectSame(one, printPlain(one), "plain");
      }),
      { numRuns: 1000 },
    );
  });

  it("in LaTeX", () => {
    fc.assert(
      fc.property(tree, (one) => {
        expectSame(one, printTex(one, new Map()), "latex");
      }),
      { numRuns: 1000 },
    );
  });
});
