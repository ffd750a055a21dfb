import { describe, expect, it } from "vitest";
import { compiled, problemOf } from "../fixtures/lab1.ts";
import { checkAnswer } from "../judge/check-answer.ts";

const first = (path: string, slot: string, answer: string) => {
  const verdict = checkAnswer(problemOf(path), { slot, answer });
  return verdict.ok ? verdict.value.slots[0]?.diagnoses[0] : undefined;
};

describe("the explanation of a wrong answer", () => {
  it.each([
    ["2*dE/dh*o*(1 - tanh(c)^2)*g", "constant-factor"],
    ["-dE/dh*o*(1 - tanh(c)^2)*g", "sign"],
    ["o*(1 - tanh(c)^2)*g", "missing-upstream"],
    ["dE/dh*(1 - tanh(c)^2)*g", "symbol-factor"],
  ])("names %s by its factor, though one of the points is a 0 that rounding cannot decide", (answer, code) => {
    expect(first("bank/lstm-cell", "di", answer)?.code).toBe(code);
  });

  it.each([
    ["bank/conv-2d", "dx", "sum(dE/dy[i,i]*w[p-i+1,q-i+1], i)"],
    ["bank/conv-2d", "dw", "sum(dE/dy[j,j]*x[j+a-1,j+b-1], j)"],
  ])("of %s %s says of %s that one letter stands for two indices of the sum", (path, slot, answer) => {
    expect(first(path, slot, answer)).toMatchObject({
      code: "no-sum",
      message: expect.stringContaining("two indices"),
    });
  });

  it.each([
    ["bank/two-layer-network", "dV", "transpose(A)"],
    ["bank/attention-weights", "dV", "transpose(A)"],
    ["bank/attention-weights", "dA", "transpose(V)"],
  ])("of %s %s says of %s that the upstream gradient of a matrix product is missing", (path, slot, answer) => {
    expect(first(path, slot, answer)?.code).toBe("missing-upstream");
  });

  it("names no factor where the answer is off at a point at which the derivative is 0", () => {
    const problem = compiled({
      id: "corner",
      title: "Corner",
      symbols: { x: { domain: { interval: [-2, 2] } } },
      forward: ["y = relu(x)"],
      slots: [{ id: "dx", target: "dy/dx" }],
    });
    const verdict = checkAnswer(problem, { slot: "dx", answer: "2*[x > 0] + [x < -1]" });
    const codes = verdict.ok ? verdict.value.slots[0]?.diagnoses.map(({ code }) => code) : [];
    expect(codes).not.toContain("constant-factor");
  });
});
