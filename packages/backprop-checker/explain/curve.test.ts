import { gradientProblem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { checkAnswer, compileProblem, differenceOf } from "../index.ts";

const compile = (source: object) => {
  const compiled = compileProblem(gradientProblem.parse(source));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
};

const draw = (problem: ReturnType<typeof compile>, slot: string, answer: string) => {
  const checked = checkAnswer(problem, { slot, answer });
  const counterexample = checked.ok ? checked.value.slots[0]?.counterexample : undefined;
  if (!counterexample) throw new Error(`"${answer}" has no counterexample`);
  return { counterexample, difference: differenceOf(problem, { slot, answer }, counterexample) };
};

const relu = compile({
  id: "relu",
  title: "ReLU",
  symbols: { x: { domain: { interval: [-2, 2] } } },
  forward: ["y = relu(x)"],
  upstream: { "dE/dy": "y" },
  slots: [{ id: "dx", target: "dE/dx" }],
});

describe("differenceOf", () => {
  it("draws a curve of one free number through the counterexample, the upstream gradient held", () => {
    const { counterexample, difference } = draw(relu, "dx", "dE/dy * [x > 1]");
    const mark = difference?.curve?.mark;
    expect(difference?.curve?.variable).toBe("x");
    expect([mark?.x, mark?.expected, mark?.got]).toEqual([
      counterexample.inputs.x,
      counterexample.expected,
      counterexample.got,
    ]);
  });

  it("breaks the curve where a branch turns, in the truth and in the answer, with both sides of the turn", () => {
    const { difference } = draw(relu, "dx", "dE/dy * [x > 1]");
    const points = difference?.curve?.points ?? [];
    const turns = points.flatMap(({ x, part }, n) => (n > 0 && points[n - 1]?.part !== part ? [x] : []));
    expect(turns.length).toBeGreaterThanOrEqual(2);
    for (const turn of [0, 1]) expect(Math.min(...turns.map((x) => Math.abs(x - turn)))).toBeLessThan(1e-6);
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
  });

  it("has no value where the answer has none", () => {
    const { difference } = draw(relu, "dx", "dE/dy * log(x)");
    expect(difference?.curve?.points.some(({ x, got }) => x < 0 && got === null)).toBe(true);
    expect(difference?.curve?.points.every(({ got }) => got === null || Number.isFinite(got))).toBe(true);
  });

  it("tells by cell where an answer in several variables is wrong, and where it is right", () => {
    const problem = compile({
      id: "min",
      title: "Minimum",
      symbols: { a: { domain: { interval: [-2, 2] } }, b: { domain: { interval: [-2, 2] } } },
      forward: ["y = min(a, b)"],
      slots: [{ id: "da", target: "dy/da" }],
    });
    const { difference } = draw(problem, "da", "1");
    expect(difference?.curve).toBeNull();
    expect(difference?.cells.map(({ branch, tried, wrong }) => [branch, wrong === tried, wrong > 0])).toEqual([
      ["a > b", true, true],
      ["a < b", false, false],
    ]);
  });

  it("tells by entry where the indices decide", () => {
    const problem = compile({
      id: "square",
      title: "Squares",
      sizes: { n: 2 },
      symbols: { x: { shape: ["n"] } },
      indices: { i: "n", j: "n" },
      forward: ["y[i] = x[i]^2"],
      slots: [{ id: "all", target: "dy[i]/dx[j]" }],
    });
    const { difference } = draw(problem, "all", "2*x[i]");
    const wrong = difference?.cells.filter((cell) => cell.wrong > 0).map(({ entry }) => entry);
    expect(wrong).toEqual(["i = 1, j = 2", "i = 2, j = 1"]);
    expect(difference?.cells).toHaveLength(4);
  });

  it("draws nothing of what cannot be read", () => {
    expect(differenceOf(relu, { slot: "dx", answer: "dE/dy *" }, { inputs: {} })).toBeNull();
  });
});
