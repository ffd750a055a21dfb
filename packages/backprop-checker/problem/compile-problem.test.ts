import { gradientProblem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { compiled } from "../fixtures/lab1.ts";
import { checkAnswer, echoAnswer } from "../judge/check-answer.ts";
import { compileProblem } from "./compile-problem.ts";
import { truths } from "./truths.ts";

const square = {
  id: "square",
  title: "Square",
  symbols: { x: {} },
  forward: ["y = x^2"],
  upstream: { "dE/dy": "y" },
  slots: [{ id: "dx", target: "dE/dx" }],
};

function said(source: object, answer: string, slot?: string): string | undefined {
  const problem = compiled(source);
  const verdict = checkAnswer(problem, { answer, slot: slot ?? problem.slots[0]?.source.id ?? "" });
  return verdict.ok ? verdict.value.verdict : undefined;
}

describe("a problem file", () => {
  it.each([
    ["a line without =", { forward: ["y + x"] }, "bad-expression", "forward.0"],
    ["an unknown name in a line", { forward: ["y = x*q"] }, "bad-expression", "forward.0"],
    ["a name that is used before its line", { forward: ["y = z", "z = x"] }, "bad-expression", "forward.0"],
    ["a name that is there twice", { forward: ["x = x^2"] }, "duplicate-name", "forward"],
    ["an upstream of nothing", { upstream: { "dE/dq": "q" } }, "unknown-name", "upstream.dE/dq"],
    ["a target that is no derivative", { slots: [{ id: "dx", target: "x" }] }, "bad-expression", "slots.0.target"],
    ["a slot that is there twice", { slots: [square.slots[0], square.slots[0]] }, "duplicate-name", "slots.1.id"],
    ["constraints that nothing fulfils", { constraints: ["x < x - 1"] }, "bad-expression", "constraints"],
    ["weights for another number of terms", { weights: { y: ["x", "x"] } }, "schema", "weights.y"],
    ["an alias of nothing", { aliases: { q: "r" } }, "unknown-name", "aliases, hidden or tex"],
  ])("with %s is refused at its place", (_, change, code, path) => {
    const problem = compileProblem(gradientProblem.parse({ ...square, ...change }));
    expect(problem).toMatchObject({ ok: false, problems: [{ code, path }] });
  });

  it("may hide a forward name from answers", () => {
    const hiding = { ...square, forward: ["h = 2*x", "y = h*x/2"], hidden: ["h"] };
    expect(said(hiding, "dE/dy*2*x")).toBe("correct");
    expect(checkAnswer(compiled(hiding), { answer: "dE/dy*h" })).toMatchObject({
      ok: true,
      value: { slots: [{ verdict: "invalid", diagnoses: [{ code: "hidden-name" }] }] },
    });
  });

  it("may define functions of its own, and answers may use their slopes", () => {
    const swish = { ...square, functions: { swish: "z*sigma(z)" }, forward: ["y = swish(3*x)"] };
    expect(said(swish, "3*dE/dy*swish'(3*x)")).toBe("correct");
    expect(said(swish, "3*dE/dy*swish(3*x)")).toBe("incorrect");
  });

  it("takes samples from its domains only: labels of ±1 and one-hot vectors", () => {
    const labels = { ...square, symbols: { x: {}, t: { domain: { choice: [-1, 1] } } }, forward: ["y = t*x"] };
    expect(said(labels, "dE/dy*t^3")).toBe("correct");
    expect(said({ ...labels, symbols: { x: {}, t: {} } }, "dE/dy*t^3")).toBe("incorrect");
    const oneHot = {
      ...square,
      sizes: { n: 3 },
      symbols: { x: {}, t: { shape: ["n"], domain: { "one-hot": true } } },
      indices: { i: "n" },
      forward: ["y = x^2*sum(t[i], i)"],
    };
    expect(said(oneHot, "2*x*dE/dy")).toBe("correct");
  });

  it("that holds the weighted variant sees an exchange that the plain sum hides", () => {
    const plain = {
      ...square,
      symbols: { x: {}, z: {}, a: {}, b: {} },
      forward: ["p = min(x, z)", "q = max(x, z)", "y = p + q"],
    };
    const exchanged = "dE/dy*([x > z] + [x < z])";
    expect(said(plain, exchanged)).toBe("correct");
    const weighted = { ...plain, weights: { y: ["a", "b"] } };
    expect(said(weighted, "dE/dy*(a*[x > z] + b*[x < z])")).toBe("incorrect");
    expect(said(weighted, "dE/dy*(a*[x < z] + b*[x > z])")).toBe("correct");
  });

  it("in matrix form and by entries has the same truth", () => {
    const linear = {
      id: "linear-dw",
      title: "Linear layer",
      sizes: { b: 3, p: 4, q: 2 },
      symbols: { X: { shape: ["b", "p"] }, W: { shape: ["p", "q"] }, c: { shape: ["q"] } },
      indices: { i: "p", j: "q", n: "b" },
      forward: ["Y = X*W + c"],
      upstream: { "dE/dY": "Y" },
      slots: [
        { id: "dW", target: "dE/dW", value: "matrix" },
        { id: "dW_ij", target: "dE/dW[i,j]" },
      ],
    };
    expect(said(linear, "transpose(X) * dE/dY", "dW")).toBe("correct");
    expect(said(linear, "sum(X[n,i]*dE/dY[n,j], n)", "dW_ij")).toBe("correct");
    expect(said(linear, "X^\\top \\frac{\\partial E}{\\partial Y}", "dW")).toBe("correct");
    expect(said(linear, "X * dE/dY", "dW")).toBe("invalid");
  });

  it("shows its truth as TeX, by the reference or as it was derived", () => {
    const tex = (source: object) => truths(compiled(source))[0]?.tex;
    expect(tex({ ...square, slots: [{ id: "dx", target: "dE/dx", reference: "2*x*dE/dy" }] })).toBe(
      "2 \\, x \\, \\frac{\\partial E}{\\partial y}",
    );
    expect(tex(square)).toContain("\\frac{\\partial E}{\\partial y}");
  });

  it("echoes an answer, and says where it stops to understand", () => {
    expect(echoAnswer(compiled(square), { slot: "dx", answer: "2x dE/dy" })).toEqual({
      text: "2*x*dE/dy",
      tex: "2 \\, x \\, \\frac{\\partial E}{\\partial y}",
    });
    expect(echoAnswer(compiled(square), { slot: "dx", answer: "2x dE/dq" })).toMatchObject({
      diagnoses: [{ code: "unknown-name", start: 3 }],
    });
  });
});
