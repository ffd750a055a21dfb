import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Graph } from "../graph/graph.ts";
import type { Node, Op } from "../graph/node.ts";
import { openPrecision, type Precision } from "./precise.ts";

let coarse: Precision;
let fine: Precision;
beforeAll(async () => {
  coarse = await openPrecision(30);
  fine = coarse.finer(150);
});

const pairs: Op[] = ["add", "subtract", "multiply", "divide", "power", "min", "max"];
const singles: Op[] = [
  ...(["exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sech", "sigma", "softplus"] as const),
  ...(["abs", "sign", "relu", "heaviside", "negate"] as const),
];
const numbers = ["0", "1", "-1", "3", "0.1", "-2.5", "1e-20", "1e15", "7e40", "123456789.123456789"];

interface Step {
  op: Op;
  x: number;
  y: number;
}
const step: fc.Arbitrary<Step> = fc.record({ op: fc.constantFrom(...pairs, ...singles), x: fc.nat(), y: fc.nat() });

/** The last number of a computation, each step of which takes earlier ones. */
function compute(steps: readonly Step[]): Node {
  const graph = new Graph(1000);
  const nodes: Node[] = numbers.map((text) => graph.constant(text));
  for (const { op, x, y } of steps) {
    const first = nodes[x % nodes.length];
    const second = nodes[y % nodes.length];
    if (first === undefined || second === undefined) continue;
    const less = graph.apply("less", first, second);
    nodes.push(
      pairs.includes(op) ? graph.apply(op, first, second) : graph.apply(op, first),
      graph.apply("select", less, second, first),
    );
  }
  return nodes.at(-2) ?? graph.integer(0);
}

describe("the error bound of arbitrary precision", () => {
  it("holds against five times as many digits, for any computation", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), (steps) => {
        const node = compute(steps);
        const [rough] = coarse.evaluateBounded([node], []);
        const [exact] = fine.evaluateBounded([node], []);
        if (rough === undefined || exact === undefined) throw new Error("one root, one value");
        // Where even the finer one knows nothing there is nothing to hold against.
        if (exact.error === Number.POSITIVE_INFINITY || rough.error === Number.POSITIVE_INFINITY) return;
        expect(rough.value === null).toBe(exact.value === null);
        if (rough.value === null || exact.value === null) return;
        const off = fine.number(rough.value.toString()).minus(exact.value);
        if (off.isZero()) return;
        compared += 1;
        expect(off.e).toBeLessThanOrEqual(Math.max(rough.error, exact.error) + 1);
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(100);
  }, 60_000);

  it("says what cancellation has eaten, and that a jump is not decided", () => {
    const graph = new Graph(100);
    const [one, huge, third] = [
      graph.integer(1),
      graph.constant("1e50"),
      graph.apply("divide", graph.integer(1), graph.integer(3)),
    ];
    const lost = graph.apply("subtract", graph.apply("add", huge, third), huge);
    expect(coarse.evaluateBounded([lost], [])[0]?.error).toBeGreaterThan(20);
    const ties = graph.apply("less", graph.apply("add", third, third), graph.apply("subtract", one, third));
    expect(coarse.evaluateBounded([ties], [])[0]?.error).toBe(Number.POSITIVE_INFINITY);
    expect(coarse.evaluateBounded([graph.apply("less", one, huge)], [])[0]?.error).toBe(Number.NEGATIVE_INFINITY);
  });
});
