import { describe, expect, it } from "vitest";
import { compiled } from "../fixtures/lab1.ts";
import { checkAnswer } from "../judge/check-answer.ts";
import { parseAnswer } from "./parse-answer.ts";
import { printPlain } from "./print-plain.ts";

const { model } = compiled({
  id: "readings",
  title: "Names of every kind",
  sizes: { n: 3, b: 2 },
  symbols: {
    x: {},
    x_out: {},
    x1: {},
    beta: {},
    yhat: {},
    s_bar: {},
    v: { shape: ["n"] },
    X_out: { shape: ["n"] },
    W: { shape: ["b", "n"] },
  },
  tex: { s_bar: "\\bar{s}" },
  indices: { i: "n", j: "n", k: "n", t: "b" },
  forward: ["y = x*x_out", "u[i] = v[i]*x"],
  upstream: { "dE/dy": "y", "dE/du": "u" },
  slots: [{ id: "dx", target: "dE/dx" }],
});

const readings: [string, string][] = [
  // names and products
  ["x_out(1-x_out)", "x_out*(1 - x_out)"],
  ["2x x1", "2*x*x1"],
  ["x_1 + x1 + x₁", "x1 + x1 + x1"],
  ["βx", "beta*x"],
  ["ŷ · x²", "yhat*x^2"],
  ["x_{\\mathrm{out}} x_{out} x_{\\text{out}} x_{\\rm out} x_out", "x_out*x_out*x_out*x_out*x_out"],
  ["\\hat{y} + \\hat y + \\widehat{y}", "yhat + yhat + yhat"],
  ["\\bar{s} x", "s_bar*x"],
  ["\\beta xx_{out}", "beta*x*x_out"],
  // entries
  ["v_i + v[i] + vᵢ", "v[i] + v[i] + v[i]"],
  [
    "(X_{out})_i X_{out,i} X_{\\mathrm{out},\\,i} \\left(X_{\\mathrm{out}}\\right)_{i}",
    "X_out[i]*X_out[i]*X_out[i]*X_out[i]",
  ],
  ["X_out_i X_out[j]", "X_out[i]*X_out[j]"],
  ["W_{ti} + W_{t,i} + W_{t i} + W_ti", "W[t, i] + W[t, i] + W[t, i] + W[t, i]"],
  ["W_{12} + v_{i+1} + v[n-1]", "W[1, 2] + v[i + 1] + v[n - 1]"],
  ["vₜ₊₁", "v[t + 1]"],
  // derivatives
  ["dE/dy * x", "dE/dy*x"],
  ["∂E/∂y x", "dE/dy*x"],
  ["\\frac{\\partial E}{\\partial y} x", "dE/dy*x"],
  ["\\frac{dE}{dy} + \\frac{d E}{d y} + \\dfrac{\\mathrm{d}E}{\\mathrm{d}y}", "dE/dy + dE/dy + dE/dy"],
  ["\\partial E/\\partial u_i", "dE/du[i]"],
  ["\\frac{\\partial E}{\\partial u_{i}} + dE/du[i]", "dE/du[i] + dE/du[i]"],
  ["\\nabla_y E", "dE/dy"],
  // fractions, powers, functions
  ["\\frac12 x + \\tfrac{1}{2}x + \\frac1{2}x", "1/2*x + 1/2*x + 1/2*x"],
  ["x^2 + x**2 + x^{2}", "x^2 + x^2 + x^2"],
  ["e^{-x} + \\exp(-x) + \\exp\\left(-x\\right)", "e^(-x) + exp(-x) + exp(-x)"],
  ["\\tanh^2 x + \\tanh^2(x) + \\tanh x^2", "tanh(x)^2 + tanh(x)^2 + tanh(x^2)"],
  [
    "\\sigma'(x) + \\sigma^{\\prime}(x) + \\sigma(x)^2 + \\sigma^2(x)",
    "sigma'(x) + sigma'(x) + sigma(x)^2 + sigma(x)^2",
  ],
  ["\\operatorname{ReLU}(x) + \\mathrm{softplus}(x) + \\operatorname{sgn}x", "relu(x) + softplus(x) + sign(x)"],
  ["\\log x + \\ln(x) + log(x)", "log(x) + log(x) + log(x)"],
  ["|x| + \\left|x\\right| + \\lvert x \\rvert", "abs(x) + abs(x) + abs(x)"],
  ["\\|v\\|_2 + \\lVert v \\rVert + ‖v‖ + norm(v)", "norm(v) + norm(v) + norm(v) + norm(v)"],
  ["\\sqrt{x} + \\sqrt x + √x", "sqrt(x) + sqrt(x) + sqrt(x)"],
  ["\\min\\{x, x_1\\} + \\max(x, 0)", "min(x, x1) + max(x, 0)"],
  // sums
  ["\\sum_k v_k", "sum(v[k], k)"],
  ["\\sum_{k=1}^n v_k + \\sum_{k=1}^{n} v_k", "sum(v[k], k, 1, n) + sum(v[k], k, 1, n)"],
  ["\\sum_{k \\neq j} v_k + \\sum_{k=1,\\,k\\ne j}^n v_k", "sum(v[k], k, k != j) + sum(v[k], k, 1, n, k != j)"],
  ["∑_k v_k x + sum(v[k], k)", "sum(v[k], k)*x + sum(v[k], k)"],
  ["\\sum_{i,j} v_i v_j", "sum(sum(v[i]*v[j], j), i)"],
  ["\\sum_m v_m", "sum(v[m], m)"],
  // conditions
  ["\\delta_{ij} + δ_ij + delta(i,j) + \\delta_{i,j}", "delta(i, j) + delta(i, j) + delta(i, j) + delta(i, j)"],
  [
    "\\mathbb{1}[x>0] + \\mathbb{1}_{x>0} + \\mathbf{1}\\{x>0\\} + 1_{x>0} + [x>0]",
    "[x > 0] + [x > 0] + [x > 0] + [x > 0] + [x > 0]",
  ],
  ["(x<x1)*1", "[x < x1]*1"],
  ["x ≤ x1 ? 1 : 0", "x <= x1 ? 1 : 0"],
  ["x if x > 0 else 0", "x > 0 ? x : 0"],
  ["[0 < x < 1] + [x > 0 and x1 > 0] + [i = j]", "[0 < x and x < 1] + [x > 0 and x1 > 0] + [i == j]"],
  ["\\begin{cases} x & \\text{if } i=j \\\\ x_1 & \\text{otherwise} \\end{cases}", "i == j ? x : x1"],
  [
    "\\left\\{\\begin{array}{ll} x, & i=j \\\\ x_1, & i\\neq j \\end{array}\\right.",
    "i == j ? x : i != j ? x1 : undefined",
  ],
  // matrices, layout
  [
    "W^\\top + W^T + W' + transpose(W) + Wᵀ",
    "transpose(W) + transpose(W) + transpose(W) + transpose(W) + transpose(W)",
  ],
  ["W \\odot W + W .* W", "W .* W + W .* W"],
  ["\\begin{aligned} &x \\, x_1 \\quad \\end{aligned}", "x*x1"],
  ["$\\displaystyle \\left( x \\right)$", "x"],
];

describe("what students write", () => {
  it.each(readings)("%s reads as %s", (text, wanted) => {
    const read = parseAnswer(text, model.names);
    expect(read.ok ? printPlain(read.value.tree) : read.diagnoses[0]?.message).toBe(wanted);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["gama", "unknown-name", 0, 4, /"gama" is not a name/],
    ["x_uot + 1", "unknown-name", 0, 5, /Did you mean "x_out"/],
    ["1 + bteta", "unknown-name", 4, 9, /Did you mean "beta"/],
    ["x + \\foo y", "unknown-command", 4, 8, /\\foo is not a command/],
    ["(x + 1", "unexpected-end", 6, 6, /"\)" is missing to close "\(" of character 1/],
    ["x + )", "unexpected-token", 4, 5, /"\)" is not expected/],
    ["x € 2", "unexpected-character", 2, 3, /"€" has no meaning/],
    ["x 2 3", "unexpected-token", 4, 5, /Two numbers/],
    ["\\beta x^10", "unexpected-token", 8, 10, /write \^\{10\}/],
    ["\\tanh^{-1} x", "unexpected-token", 6, 7, /two ways/],
    ["sigmod(x)", "unknown-function", 0, 6, /Did you mean "sigmoid"/],
    ["min(x", "unexpected-end", 5, 5, /"\)" is missing/],
    ["x = 3 = 4", "value-expected", 0, 9, /comparison is no number/],
    ["x_out[1]", "unexpected-index", 0, 5, /single number/],
    ["beta(x, x1)", "unexpected-token", 6, 7, /"," is not expected/],
  ])("%s is %s at its place", (text, code, start, end, message) => {
    const read = parseAnswer(text, model.names);
    expect(read.ok ? null : read.diagnoses[0]).toEqual({ code, start, end, message: expect.stringMatching(message) });
  });
});

describe("cases as an object", () => {
  const problem = compiled({
    id: "cases",
    title: "Cases",
    sizes: { n: 3 },
    symbols: { x: { shape: ["n"] } },
    indices: { i: "n", j: "n" },
    forward: ["y[i] = x[i]^2"],
    slots: [
      { id: "same", target: "dy[i]/dx[j]", where: "i == j" },
      { id: "different", target: "dy[i]/dx[j]", where: "i != j" },
    ],
  });

  it("go to the slots whose condition they have, in any spelling", () => {
    const verdict = checkAnswer(problem, { answer: { "j = i": "2*x[i]", otherwise: "0" } });
    expect(verdict.ok && verdict.value.slots.map(({ verdict: one }) => one)).toEqual(["correct", "correct"]);
  });

  it("may cut a slot in parts", () => {
    const verdict = checkAnswer(problem, { answer: { "i == j": "2*x[i]", "i < j": "0", "i > j": "1" } });
    expect(verdict.ok && verdict.value.slots.map(({ verdict: one }) => one)).toEqual(["correct", "incorrect"]);
  });

  it("say which case is missing, and which belongs to nothing", () => {
    const missing = checkAnswer(problem, { answer: { "i == j": "2*x[i]" } });
    expect(missing.ok && missing.value.slots[1]).toMatchObject({
      verdict: "invalid",
      diagnoses: [{ code: "missing-case" }],
    });
    const unknown = checkAnswer(problem, { answer: { "i == j": "2*x[i]", "i != j": "0", "i == 7": "1" } });
    expect(unknown.ok && unknown.value.slots[0]).toMatchObject({
      verdict: "invalid",
      diagnoses: [{ code: "unknown-case" }],
    });
  });

  it("are needed where an expression could belong to several slots", () => {
    expect(checkAnswer(problem, { answer: "2*x[i]" })).toMatchObject({ ok: false, problems: [{ path: "slot" }] });
    expect(checkAnswer(problem, { answer: "2*x[i]", slot: "none" })).toMatchObject({ ok: false });
  });
});
