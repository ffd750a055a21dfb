import { LatexSyntax } from "@cortex-js/compute-engine/latex-syntax";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnFor, evaluate } from "../evaluate/evaluate.ts";
import { compiled } from "../fixtures/lab1.ts";
import { elaborateScalar } from "../graph/elaborate.ts";
import { parseAnswer } from "./parse-answer.ts";

/** A LaTeX parser by others, as a second opinion: same text, same number. */
const second = new LatexSyntax();
const problem = compiled({
  id: "oracle",
  title: "Three numbers",
  symbols: { x: {}, y: {}, z: {} },
  forward: ["w = x + y + z"],
  slots: [{ id: "dx", target: "dw/dx" }],
});
const at = { x: 0.375, y: -1.25, z: 2.5 };

type Json = number | string | { num: string } | readonly [string, ...Json[]];

/** Evaluates their tree; only the heads that our fragments can bring about. */
function theirValue(tree: Json): number {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return tree === "e" ? Math.E : (at[tree as keyof typeof at] ?? Number.NaN);
  if ("num" in tree) return Number(tree.num);
  const [head, ...rest] = tree;
  const [a = 0, b = 0] = rest.map(theirValue);
  switch (head) {
    case "Add":
      return rest.reduce((sum: number, part) => sum + theirValue(part), 0);
    case "Multiply":
    case "InvisibleOperator":
      return rest.reduce((product: number, part) => product * theirValue(part), 1);
    case "Subtract":
      return a - b;
    case "Negate":
      return -a;
    case "Divide":
    case "Rational":
      return a / b;
    case "Power":
      return a ** b;
    case "Delimiter":
      return a;
    default: {
      const functions: Record<string, (x: number) => number> = {
        Exp: Math.exp,
        Sin: Math.sin,
        Cos: Math.cos,
        Tanh: Math.tanh,
        Cosh: Math.cosh,
        Sqrt: Math.sqrt,
        Abs: Math.abs,
      };
      if (head === "Min" || head === "Max") return head === "Min" ? Math.min(a, b) : Math.max(a, b);
      const apply = functions[head];
      if (apply === undefined) throw new Error(`their parser says ${JSON.stringify(tree)}`);
      return apply(a);
    }
  }
}

/** Our value, with the bound of its rounding error: a sine of a large number is not certain to many digits. */
function ownValue(text: string): { value: number; bound: number } {
  const read = parseAnswer(text, problem.model.names, "latex");
  if (!read.ok) throw new Error(`${read.diagnoses[0]?.message} In ${text}`);
  const node = elaborateScalar(read.value.tree, { ...problem.model.scope, graph: problem.model.graph.fork(5000) });
  const { values, bounds } = columnFor(evaluate([node], [[at.x, at.y, at.z]]), node);
  return { value: values[0] ?? Number.NaN, bound: bounds[0] ?? 0 };
}

/** LaTeX as students write it: braces and brackets where they must stand, juxtaposition where it may. */
const { sum } = fc.letrec<{ atom: string; factor: string; term: string; sum: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom("x", "y", "z"),
    fc.tuple(tie("sum")).map(([inner]) => `\\left(${inner}\\right)`),
    fc.tuple(tie("sum"), tie("sum")).map(([above, below]) => `\\frac{${above}}{${below}}`),
    fc
      .tuple(fc.constantFrom("exp", "sin", "cos", "tanh", "cosh"), tie("sum"))
      .map(([name, inner]) => `\\${name}\\left(${inner}\\right)`),
    tie("sum").map((inner) => `\\sqrt{${inner}}`),
    tie("sum").map((inner) => `e^{${inner}}`),
    fc.tuple(tie("sum"), tie("sum")).map(([one, other]) => `\\min\\left(${one}, ${other}\\right)`),
    fc.constantFrom("x", "y", "z").map((name) => `\\left|${name}\\right|`),
  ),
  factor: fc.oneof(
    { weight: 4, arbitrary: tie("atom") },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("x", "y", "z"), fc.constantFrom("2", "3"))
        .map(([base, power]) => `${base}^${power}`),
    },
    { weight: 1, arbitrary: fc.constantFrom("x", "y", "z").map((name) => `\\left(${name}+1\\right)^{2}`) },
  ),
  term: fc
    .tuple(
      fc.constantFrom("", "2", "\\frac12 ", "3\\,"),
      fc.array(tie("factor"), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(" ", " \\cdot ", " \\, "),
    )
    .map(([number, factors, sign]) => number + factors.join(sign)),
  sum: fc
    .tuple(
      fc.constantFrom("", "-"),
      fc.array(tie("term"), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(" + ", " - "),
    )
    .map(([sign, terms, between]) => sign + terms.join(between)),
}));

describe("the LaTeX of arithmetic", () => {
  it("has the value that a second parser gives it", () => {
    fc.assert(
      fc.property(sum, (text) => {
        fc.pre(text.length < 600);
        // Spacing is an operand to the second parser, and nothing to ours.
        const theirs = theirValue(second.parse(text.replaceAll("\\,", " ")) as Json);
        const { value, bound } = ownValue(text);
        fc.pre(Number.isFinite(theirs) && Number.isFinite(value));
        const tolerance = 8 * bound + 1e-12 * Math.abs(theirs);
        expect(Math.abs(value - theirs), `${text}: ${value}, ${theirs}`).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 800 },
    );
  }, 30_000);
});
